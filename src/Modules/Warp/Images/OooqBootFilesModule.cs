// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Commands;

namespace Modules.Warp.Images;

/// <summary>Takes the kernel and the initial file system out of an image, to where the play reads them.</summary>
/// <param name="commands">Programs of the host: the libguestfs of this one, which the container has not.</param>
internal sealed class OooqBootFilesModule(ICommands commands) : IModule
{
    private static readonly Argument<string?> Image = Argument.Path("image");

    private static readonly Argument<string?> Cache = Argument.Path("imagecache") with { EnvironmentVariable = "IMAGECACHE" };

    private static readonly Argument<string?> Destination = Argument.Path("dest");

    private static readonly Argument<string?> Workspace = Argument.Path("workspace");

    private static readonly Argument<IReadOnlyList<string>?> Paths = Argument.TextList("paths") with
    {
        Default = new JsonArray("/home/stack/overcloud-full.vmlinuz", "/home/stack/overcloud-full.initrd"),
    };

    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);

    private static readonly Argument<string?> Backend = Argument.Choice("libguestfs_backend", "direct", "libvirt");

    public OooqBootFilesModule()
        : this(new HostCommands())
    {
    }

    public string Name => "oooq_boot_files";

    public ArgumentSpec Arguments { get; } =
        new([Image, Cache, Destination, Workspace, Paths, Force, Backend], new RequiredOneOf(Cache, Destination))
        {
            SkipsEmptyVariables = true,
        };

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var cache = run.Get(Cache) is { Length: > 0 } given ? given : run.Get(Destination) is { Length: > 0 } instead ? instead
            : throw new ModuleException(
                "Set IMAGECACHE (imagecache) to the folder with the images, such as /opt/cache, or give dest: neither is set.");
        var image = run.Get(Image) is { Length: > 0 } other ? other : Path.Combine(cache, "undercloud.qcow2");
        List<string> folders = [run.Get(Destination) is { Length: > 0 } dest ? dest : cache];
        if (run.Get(Workspace) is { Length: > 0 } workspace && workspace != folders[0])
        {
            folders.Add(workspace);
        }

        var paths = (run.Get(Paths) ?? []).Select(Named).ToList();
        RequireNames(paths);
        var boot = new BootFiles(image, paths);
        try
        {
            boot.RequireImage();
            var stale = folders.Where(folder => run.Get(Force) || !boot.AreFresh(folder)).ToList();
            if (stale.Count > 0 && !run.CheckMode)
            {
                run.UnderWay = $"take {string.Join(" and ", paths.Select(Path.GetFileName))} out of {image}";
                var fresh = folders.Except(stale).FirstOrDefault();
                await boot.FillAsync(commands, run.Get(Backend), stale, fresh, ct);
                run.UnderWay = null;
            }

            return new(stale.Count > 0) { Values = await ShownAsync(folders, paths, ct) };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"See to it that this user may read {image} and write in {string.Join(" and ", folders)}: {failure.Message}", failure);
        }
    }

    private static async Task<JsonObject> ShownAsync(IReadOnlyList<string> folders, IReadOnlyList<string> paths, CancellationToken ct)
    {
        var files = new JsonArray();
        foreach (var path in folders.SelectMany(folder => paths.Select(path => Path.Combine(folder, Path.GetFileName(path)))))
        {
            var isThere = File.Exists(path); // not in check mode, the first time
            files.Add((JsonNode)new JsonObject
            {
                ["path"] = path,
                ["sha256"] = isThere ? await BootFiles.Sha256Async(path, ct) : null,
                ["kind"] = isThere ? BootMagic.Of(path)?.Words : null,
            });
        }

        return new() { ["files"] = files };
    }

    /// <summary>All of them go to one folder.</summary>
    private static void RequireNames(List<string> paths)
    {
        if (paths.Count == 0)
        {
            throw new ModuleException("Give the files to take out of the image in paths: it is empty.");
        }

        if (paths.GroupBy(Path.GetFileName).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModuleException($"Give paths of files with different names: {string.Join(" and ", twice)} would be one file.");
        }
    }

    private static string Named(string path) => path is ['/', .., not '/'] && Path.GetFileName(path) is not ("." or "..")
        ? path
        : throw new ModuleException($"Give absolute paths of files inside the image in paths: '{path}' is none.");
}
