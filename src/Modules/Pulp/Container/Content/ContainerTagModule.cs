// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Rules;

namespace Modules.Pulp.Container.Content;

/// <summary>Gives a manifest of a repository a tag, or takes a tag away.</summary>
internal sealed class ContainerTagModule : IModule
{
    private const string Tags = "content/container/tags/";

    private static readonly Argument<string> Repository = Argument.RequiredText("repository");
    private static readonly Argument<string> Tag = Argument.RequiredText("tag");
    private static readonly Argument<string?> Digest = Argument.Text("digest");
    private static readonly Argument<string?> SourceTag = Argument.Text("source_tag");
    private static readonly Argument<bool> IsPush = Argument.Flag("is_push", otherwise: false);
    private static readonly Argument<string?> State = Argument.Choice("state", "present", "absent");

    public string Name => "container_tag";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Repository, Tag, Digest, SourceTag, IsPush, State],
        new MutuallyExclusive(Digest, SourceTag),
        new RequiredIf(State, "present", Digest, SourceTag) { Any = true });

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        if (run.Get(State) == "present")
        {
            ArgumentRules.Require(Tag, run.Get(Tag), TextRules.Tag);
        }

        using var pulp = Connection.Open(run);
        var repository = run.Get(IsPush)
            ? await PushedAsync(pulp, run, ct)
            : await pulp.FindAsync(ContainerRepository.Entity, run.Get(Repository), ct);
        var found = await FindAsync(pulp, repository, run.Get(Tag), ct);
        if (run.Get(State) is not { } state || (state == "absent" && found is null))
        {
            return Result(false, found, found);
        }

        var body = new JsonObject { ["tag"] = run.Get(Tag) };
        if (state == "absent")
        {
            _ = await pulp.ActAsync($"{repository["pulp_href"]}untag/", body, ct);
            return Result(true, found, null);
        }

        var digest = run.Get(Digest) ?? await DigestAsync(pulp, await RequireAsync(pulp, repository, run.Get(SourceTag)!, ct), ct);
        if (found is not null && await DigestAsync(pulp, found, ct) == digest)
        {
            return Result(false, found, found);
        }

        body["digest"] = digest;
        if (run.Get(Digest) is { } given && !pulp.Writes)
        {
            await LookForAsync(pulp, repository, given, ct); // for real Pulp says it itself, before it changes anything
        }

        var done = await pulp.ActAsync($"{repository["pulp_href"]}tag/", body, ct);
        var version = SyncModule.Version(done, $"{repository["versions_href"]}");
        return Result(
            true,
            found,
            version is null ? body : await FindAsync(pulp, new JsonObject { ["latest_version_href"] = version }, run.Get(Tag), ct));
    }

    /// <summary>A repository that is pushed to: from pulp_container 2.29 on it is an ordinary one.</summary>
    private static async Task<JsonObject> PushedAsync(PulpSession pulp, Invocation run, CancellationToken ct)
    {
        var repositories = new Repositories(pulp);
        var name = run.Get(Repository);
        await repositories.ReadAsync([new ContentItem(name, true, [], "read", null, false, false)], ct);
        return repositories.Get(name, isPush: true, isRead: run.Get(State) is null);
    }

    private static async Task<JsonObject?> FindAsync(PulpSession pulp, JsonObject repository, string tag, CancellationToken ct)
    {
        var key = new JsonObject { ["name"] = tag, ["repository_version"] = (string?)repository["latest_version_href"] };
        return (string?)repository["pulp_href"] == ConvergeStep.Pretended ? null : await pulp.FindAsync(Tags, "tags", key, ct);
    }

    private static async Task<JsonObject> RequireAsync(PulpSession pulp, JsonObject repository, string tag, CancellationToken ct) =>
        await FindAsync(pulp, repository, tag, ct)
            ?? ((string?)repository["pulp_href"] == ConvergeStep.Pretended ? pulp.Assume($"Could not find tag '{tag}'.", tag)
                : throw await new TagReader(pulp).MissingAsync((string)repository["name"]!, repository, [tag], ct));

    /// <summary>Check mode says what Pulp would refuse: a digest that the repository does not have.</summary>
    private static async Task LookForAsync(PulpSession pulp, JsonObject repository, string digest, CancellationToken ct)
    {
        var key = new JsonObject { ["digest"] = digest, ["repository_version"] = (string?)repository["latest_version_href"] };
        if ((string?)repository["pulp_href"] != ConvergeStep.Pretended
            && await pulp.FindAsync(PushedTags.Manifests, "manifests", key, ct) is null)
        {
            _ = pulp.Assume(
                $"digest: A manifest with the digest '{digest}' does not exist in the latest version "
                    + $"of repository '{repository["name"]}'.");
        }
    }

    private static async Task<string?> DigestAsync(PulpSession pulp, JsonObject tag, CancellationToken ct) =>
        (string?)tag["tagged_manifest"] is { } manifest ? (string?)(await pulp.Api.GetAsync(manifest, ct)).Body!["digest"] : null;

    private static ModuleResult Result(bool changed, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["tag"] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
