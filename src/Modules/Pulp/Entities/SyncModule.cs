// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>Brings into a repository what its remote, or another, has; for every plugin.</summary>
/// <param name="name">The module's name.</param>
/// <param name="family">The plugin.</param>
internal sealed class SyncModule(string name, Family family) : IModule
{
    private const string Nothing = "/versions/0/";

    private static readonly Argument<string> RepositoryName = Argument.RequiredText("repository");
    private static readonly Argument<string?> RemoteName = Argument.Text("remote");

    public string Name => name;

    public ArgumentSpec Arguments { get; } = new(
        [
            .. Connection.Arguments([]),
            RepositoryName,
            RemoteName,
            .. family.Remote.Variant is { } variant ? [variant.Argument] : Array.Empty<Argument>(),
            .. family.SyncOptions.Select(option => option.Argument),
        ],
        Connection.Login);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var target = await pulp.FindAsync(family.Repository, run.Get(RepositoryName), ct);
        var before = (string?)target["latest_version_href"];
        if (target["remote"] is null && !run.Has(RemoteName) && before != ConvergeStep.Pretended)
        {
            throw new ModuleException(
                "No remote was specified and none preconfigured on the repository. "
                    + $"Give remote, or set it on {family.Repository.Noun} '{run.Get(RepositoryName)}'.");
        }

        var body = new JsonObject();
        foreach (var option in family.SyncOptions)
        {
            await option.AddAsync(body, run.Values, pulp, ct);
        }

        if (family.SyncRule?.Invoke(body, target) is { } complaint)
        {
            throw new ModuleException(complaint);
        }

        if (!pulp.Writes)
        {
            _ = run.Warnings.Add("Check mode does not ask the upstream: whether a sync would bring anything new is not known.");
            return Result(before == ConvergeStep.Pretended, before);
        }

        if (run.Get(RemoteName) is { } source)
        {
            body["remote"] =
                (string?)(await pulp.FindAsync(new Target(family.Remote.PathFor(run.Values), family.Remote.Noun), source, ct))["pulp_href"];
        }

        var task = await pulp.ActAsync($"{target["pulp_href"]}sync/", body, ct);
        var version = Version(task, $"{target["pulp_href"]}versions/") ?? before;
        TellEmpty(pulp, $"{family.Repository.Noun} '{run.Get(RepositoryName)}'", version);
        return Result(Made(task), version);
    }

    /// <summary>Pulp completes a sync that brings nothing as well: of a tag or a project that is not there, of nothing signed.</summary>
    public static void TellEmpty(PulpSession pulp, string repository, string? version)
    {
        if (version?.EndsWith(Nothing, StringComparison.Ordinal) == true)
        {
            pulp.Warn(
                $"{repository} was synced and is empty: its upstream has nothing of what its remote asks for. "
                    + "Check the remote's url and filters.");
        }
    }

    private static ModuleResult Result(bool changed, string? version) =>
        new(changed) { Values = new JsonObject { ["repository_version"] = version } };

    /// <summary>Whether a task made anything: a version, or with mirror_complete perhaps only a publication.</summary>
    public static bool Made(JsonObject? task) => task?["created_resources"] is JsonArray { Count: > 0 };

    /// <summary>The repository version a task made; null when it made none.</summary>
    public static string? Version(JsonObject? task, string versions) => task?["created_resources"]?.AsArray()
        .Select(each => (string?)each).LastOrDefault(href => href?.StartsWith(versions, StringComparison.Ordinal) == true);
}
