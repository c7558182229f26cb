// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Commands;

namespace Modules.Tests.Warp.Images;

/// <summary>virt-copy-out as it behaves: files of the image appear in the last argument's folder with the times they had inside.</summary>
internal sealed class Guestfs : ICommands
{
    /// <summary>As libguestfs 1.48.6 says it where QEMU is aborted.</summary>
    public const string Crash = """
        libguestfs: error: appliance closed the connection unexpectedly.
        This usually means the libguestfs appliance crashed.
        Do:
          export LIBGUESTFS_DEBUG=1 LIBGUESTFS_TRACE=1
        and run the command again.  For further information, read:
          http://libguestfs.org/guestfs-faq.1.html#debugging-libguestfs
        You can also run 'libguestfs-test-tool' and post the *complete* output
        into a bug report or message to the libguestfs mailing list.
        libguestfs: error: /usr/bin/qemu-system-x86_64 killed by signal 6 (Aborted).
        To see full error messages you may need to enable debugging.
        Do:
          export LIBGUESTFS_DEBUG=1 LIBGUESTFS_TRACE=1
        and run the command again.  For further information, read:
          http://libguestfs.org/guestfs-faq.1.html#debugging-libguestfs
        You can also run 'libguestfs-test-tool' and post the *complete* output
        into a bug report or message to the libguestfs mailing list.

        """;

    /// <summary>As it says it of an image without an operating system.</summary>
    public const string NoSystem = """
        virt-copy-out: no operating system was found on this disk

        If using guestfish ‘-i’ option, remove this option and instead
        use the commands ‘run’ followed by ‘list-filesystems’.

        If using other virt tools, this disk image won’t work
        with these tools.  Use the guestfish equivalent commands
        (see the virt tool manual page).

        """;

    /// <summary>What is inside the image, by path.</summary>
    public Dictionary<string, byte[]> Inside { get; } = new()
    {
        ["/home/stack/overcloud-full.vmlinuz"] = [.. new byte[0x202], .. "HdrS"u8, .. new byte[32]],
        ["/home/stack/overcloud-full.initrd"] = [0x1f, 0x8b, 8, 0],
    };

    /// <summary>Each command line without the folder, after the backend it was told.</summary>
    public List<string> Run { get; } = [];

    /// <summary>What it says in the place of doing it; null where it does.</summary>
    public string? Trouble { get; set; }

    /// <summary>The folder that was filled.</summary>
    public string Folder { get; private set; } = "";

    public string? Find(string program) => $"/usr/bin/{program}";

    public async Task<CommandAnswer> RunAsync(Command command, CancellationToken ct)
    {
        Folder = command.Arguments[^1];
        var line = $"{command.Program} {string.Join(' ', command.Arguments.SkipLast(1))}";
        Run.Add($"{command.Environment.GetValueOrDefault("LIBGUESTFS_BACKEND")} {line}".Trim());
        if (Trouble is { } trouble)
        {
            return new CommandAnswer(1, "", trouble);
        }

        foreach (var path in command.Arguments.Skip(2).SkipLast(1))
        {
            if (!Inside.TryGetValue(path, out var bytes))
            {
                return new CommandAnswer(1, "", $"libguestfs: error: tar_out: {path}: not a directory or file\n");
            }

            var copy = Path.Combine(Folder, Path.GetFileName(path));
            await File.WriteAllBytesAsync(copy, bytes, ct);
            File.SetLastWriteTimeUtc(copy, new DateTime(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        return new CommandAnswer(0, "", "");
    }
}
