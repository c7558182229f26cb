// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Files;

namespace Modules.Warp.State;

/// <summary>A file of a deployment's state in one folder.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="Mode">Who may read it.</param>
/// <param name="Written">When it was written.</param>
internal sealed record StateFile(ReadOnlyMemory<byte> Content, UnixFileMode Mode, DateTime Written)
{
    /// <summary>Whose it is, by numbers; null for whoever writes it.</summary>
    public (uint User, uint Group)? Owner { get; init; }

    /// <summary>A key is for its owner only, whatever it was where it came from.</summary>
    public static bool IsKey(string name) =>
        name.StartsWith("id_", StringComparison.Ordinal) && !name.EndsWith(".pub", StringComparison.Ordinal);

    /// <summary>Null where there is no file; a link is none, since whoever may write there may have planted it.</summary>
    public static StateFile? Find(FolderHandle folder, string name)
    {
        if (folder.Look(name) is not { Kind: FileKind.File } facts)
        {
            return null;
        }

        using var handle = folder.Read(name);
        var content = new byte[RandomAccess.GetLength(handle)];
        var read = RandomAccess.Read(handle, content, 0);
        return new(content.AsMemory(0, read), facts.Mode, File.GetLastWriteTimeUtc(handle)) { Owner = (facts.Owner, facts.Group) };
    }

    /// <summary>Puts it into a folder, as old as it is here and, where root does it, for the same user: who runs inside reads it.</summary>
    public void Write(FolderHandle folder, string name)
    {
        folder.Write(name, Content.Span, IsKey(name) ? UnixFileMode.UserRead | UnixFileMode.UserWrite : Mode);
        using var written = folder.Read(name);
        _ = Owner is { } owner && UnixFiles.Give(written, owner.User, owner.Group);
        File.SetLastWriteTimeUtc(written, Written);
    }
}
