// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Files;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>Saves all that a server holds into a file, encrypted as it is stored, or puts a file's content in its place.</summary>
internal sealed class SnapshotModule : IModule
{
    private const string Saved = "saved";
    private const string Restored = "restored";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Argument<string?> File = Argument.Path("path") with { Required = true };
    private static readonly Argument<string?> State = Argument.Choice("state", Saved, Restored) with { Default = Saved };
    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);

    public string Name => "openbao_snapshot";

    public ArgumentSpec Arguments { get; } = new([.. BaoConnection.WithToken, File, State, Force]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var bao = BaoConnection.Opened(run);
        var path = run.Get(File)!;
        if (run.Get(State) == Saved)
        {
            FilePlace.Check(run, File.Name, path);
        }
        else
        {
            FilePlace.CheckName(File.Name, path);
        }

        if (run.CheckMode)
        {
            await bao.ProveTokenAsync(Place(run), run.Get(State) == Saved ? "read" : "update", ct);
        }

        if (run.Get(State) == Restored)
        {
            await RestoreAsync(run, bao, path, ct);
            return Result(path, run.CheckMode ? null : new FileInfo(path).Length);
        }

        return Result(path, run.CheckMode ? null : await SaveAsync(bao, path, ct));
    }

    private static string Place(Invocation run) =>
        $"/v1/sys/storage/raft/snapshot{(run.Get(State) == Restored && run.Get(Force) ? "-force" : "")}";

    /// <summary>Under its name only when it is whole.</summary>
    private static async Task<long> SaveAsync(OpenBaoApi bao, string path, CancellationToken ct)
    {
        var content = await bao.SaveAsync(ct);
        if (content.Length == 0)
        {
            throw new ModuleException($"Try again, and see the server's log: the snapshot for '{path}' came empty.");
        }

        if (!IsSnapshot(content))
        {
            throw new ModuleException(
                $"Check url, and a proxy before it: what came for '{path}' is no snapshot, which begins as a file of gzip does.");
        }

        try
        {
            WholeFile.Write(path, content, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Make it possible to write '{path}': {failure.Message}", failure);
        }

        return content.Length;
    }

    private static async Task RestoreAsync(Invocation run, OpenBaoApi bao, string path, CancellationToken ct)
    {
        byte[] content;
        try
        {
            content = await System.IO.File.ReadAllBytesAsync(path, ct);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give the file of a snapshot in path: '{path}' cannot be read: {failure.Message}", failure);
        }

        if (!IsSnapshot(content))
        {
            throw new ModuleException(
                $"Give the file of a snapshot in {File.Name}: '{path}' holds none, which begins as a file of gzip does. Nothing was sent.");
        }

        try
        {
            using var body = new ByteArrayContent(content);
            _ = await bao.RestoreAsync(body, run.Get(Force), ct);
        }
        catch (ModuleException failure) when (failure.Cause is Refusal refusal && BaoProse.IsOfOthers(refusal))
        {
            throw new ModuleException(
                "Say force: true only if this server's own content is to be lost: the snapshot is of another cluster, whose keys alone "
                    + "open it afterwards.",
                failure);
        }
    }

    private static bool IsSnapshot(byte[] content) => content is [0x1f, 0x8b, ..];

    private static ModuleResult Result(string path, long? size) => new(true)
    {
        Values = new JsonObject { ["path"] = path, ["size"] = size },
    };
}
