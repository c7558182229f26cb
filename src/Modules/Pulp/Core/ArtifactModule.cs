// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Content;
using Modules.Pulp.Session;

namespace Modules.Pulp.Core;

/// <summary>Uploads files as artifacts, reads and lists them.</summary>
internal sealed class ArtifactModule : IModule
{
    private const string Path = "artifacts/";

    // Only file_content and the packages know the alias.
    private static readonly Argument<string?> Sha256 = FileArguments.Sha256 with { Aliases = [] };

    public string Name => "artifact";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), FileArguments.File, Sha256, FileArguments.ChunkSize, FileArguments.State],
        [.. Connection.Login, new RequiredIf(FileArguments.State, "present", FileArguments.File)]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var file = await FileArguments.ReadAsync(run, ct);
        var sha256 = file?.Sha256 ?? run.Get(Sha256);
        FileArguments.RequireDigest(run, sha256);
        if (run.Get(FileArguments.State) == "present" && file is null)
        {
            throw new ModuleException($"state is present but all of the following are missing: {FileArguments.File.Name}");
        }

        if (sha256 is null)
        {
            var all = await pulp.ListAsync(Path, "", ct);
            return new ModuleResult(false) { Values = new JsonObject { ["artifacts"] = new JsonArray([.. all]) } };
        }

        var found = await pulp.FindAsync(Path, "artifacts", new JsonObject { ["sha256"] = sha256 }, ct);
        return (run.Get(FileArguments.State), found) switch
        {
            ("present", null) => Result(true, null, await CreateAsync(pulp, file!, ct)),
            ("absent", { }) => await RemoveAsync(pulp, found, ct),
            _ => Result(false, found, found),
        };
    }

    private static async Task<JsonObject> CreateAsync(PulpSession pulp, LocalFile file, CancellationToken ct)
    {
        if (!pulp.Writes)
        {
            return new JsonObject { ["pulp_href"] = ConvergeStep.Pretended, ["sha256"] = file.Sha256, ["size"] = file.Size };
        }

        var answer = file.IsLarge
            ? await pulp.WriteAsync(
                HttpMethod.Post,
                await new Upload(pulp).CompleteAsync(file, ct) + "commit/",
                new JsonObject { ["sha256"] = file.Sha256 },
                ct)
            : await pulp.WriteAsync(
                HttpMethod.Post, Path, Form.WithFile([new("sha256", file.Sha256)], file.Path, file.Open(0, file.Size)), ct);
        return await pulp.ReadAsync(Path, answer!, ct);
    }

    private static async Task<ModuleResult> RemoveAsync(PulpSession pulp, JsonObject found, CancellationToken ct)
    {
        if (!pulp.Writes && !await IsAllowedAsync(pulp, ct))
        {
            throw new ModuleException(HttpFailure.NobodyDeletesArtifacts);
        }

        _ = await pulp.DeleteAsync((string)found["pulp_href"]!, ct);
        return Result(true, found, null);
    }

    /// <summary>Whether the server's policy says of anybody that he may.</summary>
    private static async Task<bool> IsAllowedAsync(PulpSession pulp, CancellationToken ct) =>
        (await pulp.ListAsync("access_policies/", "viewset_name=artifacts", ct)).SelectMany(each => each["statements"] as JsonArray ?? [])
            .Select(statement => statement?["action"])
            .ToList() is var actions
        && (actions.Count == 0 || actions.SelectMany(action => action as JsonArray ?? [action?.DeepClone()])
            .Any(action => (string?)action is "*" or "destroy" or "delete"));

    private static ModuleResult Result(bool changed, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["artifact"] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
