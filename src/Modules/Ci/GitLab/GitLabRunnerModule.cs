// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;

namespace Modules.Ci.GitLab;

/// <summary>A runner as GitLab knows it. Its token is shown once, so it is on disk before anything else happens.</summary>
internal sealed class GitLabRunnerModule : IModule
{
    private const string Present = "present";
    private static readonly Argument<string> Description = Argument.RequiredText("description") with { Aliases = ["name"] };
    private static readonly Argument<IReadOnlyList<string>?> Tags = Argument.TextList("tags") with { Aliases = ["tag_list"] };
    private static readonly Argument<bool?> RunUntagged = Argument.Flag("run_untagged");
    private static readonly Argument<bool?> Locked = Argument.Flag("locked");
    private static readonly Argument<bool?> Paused = Argument.Flag("paused");
    private static readonly Argument<string?> AccessLevel = Argument.Choice("access_level", "not_protected", "ref_protected");
    private static readonly Argument<string?> MaximumTimeout = Argument.Text("maximum_timeout");
    private static readonly Argument<bool> Rotate = Argument.Flag("rotate", otherwise: false);
    private static readonly Argument<string?> State = Argument.Choice("state", Present, "absent") with { Default = Present };

    public string Name => "gitlab_runner";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [
            .. GitLabConnection.Arguments, .. RunnerList.Arguments, Description, Tags, RunUntagged, Locked, Paused, AccessLevel,
            MaximumTimeout, .. RunnerToken.Arguments, Rotate, State,
        ],
        RunnerList.OneOfThem);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var list = RunnerList.Of(run);
        var found = await list.FindAsync(gitlab, run.Get(Description), ct);
        if (run.Get(State) != Present)
        {
            if (found is not null)
            {
                await gitlab.DeleteAsync(
                    $"delete the runner {run.Get(Description)}", (asked, stop) => asked.DeleteRunnerAsync($"{found["id"]}", stop), ct);
            }

            return Result(run, found is not null, found, null, null);
        }

        return found is null ? await CreateAsync(gitlab, list, run, ct) : await ConvergeAsync(gitlab, found, run, ct);
    }

    private static async Task<ModuleResult> CreateAsync(GitLabApi gitlab, RunnerList list, Invocation run, CancellationToken ct)
    {
        var kept = new RunnerToken(run);
        if (!run.Has(RunnerToken.File) && !run.Has(RunnerToken.Known))
        {
            _ = run.Warnings.Add(
                "The runner's token is shown in this result alone: register it and use it, or give a token_file, which keeps it.");
        }

        var body = Wanted(run);
        if (body["run_untagged"]?.GetValue<bool>() == false && body["tag_list"] is not JsonArray { Count: > 0 })
        {
            throw new ModuleException("Give tags, or leave run_untagged out: GitLab takes no runner that would take no job.");
        }

        body["runner_type"] = list.Type;
        if (run.Get(RunnerList.Project) is { } project)
        {
            body["project_id"] = (await gitlab.ReadAsync(
                (asked, stop) => asked.ProjectAsync(GitLabConnection.Plain(project), stop), ct))["id"]?.DeepClone();
        }
        else if (run.Get(RunnerList.Group) is { } group)
        {
            body["group_id"] = (await gitlab.ReadAsync(
                (asked, stop) => asked.GroupAsync(GitLabConnection.Plain(group), stop), ct))["id"]?.DeepClone();
        }

        var created = await kept.KeptAsync(() => gitlab.WriteAsync(
            $"create the runner {run.Get(Description)}", (asked, stop) => asked.CreateRunnerAsync(body, stop), ct));
        return Result(run, true, null, body, created);
    }

    private static async Task<ModuleResult> ConvergeAsync(GitLabApi gitlab, JsonObject listed, Invocation run, CancellationToken ct)
    {
        var id = $"{listed["id"]}";
        var kept = new RunnerToken(run);
        var candidates = kept.Candidates(run.Get(Description));
        var token = await WorkingAsync(gitlab, candidates, listed, ct);
        if (token is null && !run.Get(Rotate) && kept.IsKept)
        {
            throw new ModuleException(
                $"Set rotate: true for a new token, which ends the old one: the runner '{run.Get(Description)}' (#{listed["id"]}) is "
                    + "registered, but "
                    + (candidates.Count == 0 ? "no token of it is kept here." : "the token that is kept here is not its token.")
                    + " Where another host uses it, give this one a description of its own instead.");
        }

        // The list leaves out most of what can be set.
        var found = await gitlab.ReadAsync((asked, stop) => asked.RunnerAsync(id, stop), ct);
        var wanted = Wanted(run);
        var changes = wanted.Where(field => !Alike(found[field.Key], field.Value)).ToList();
        if (changes.Count > 0)
        {
            _ = await gitlab.WriteAsync(
                $"change the runner {run.Get(Description)}", (asked, stop) => asked.ChangeRunnerAsync(id, wanted, stop), ct);
        }

        JsonObject? renewed = null;
        var rotates = run.Get(Rotate) && token is null;
        var moves = token is not null && kept.Differs(token);
        if (moves)
        {
            kept.Keep(token!);
        }

        if (rotates)
        {
            renewed = await kept.KeptAsync(() => gitlab.WriteAsync(
                $"renew the token of {run.Get(Description)}", (asked, stop) => asked.RenewRunnerTokenAsync(id, stop), ct));
        }

        renewed ??= [];
        renewed["id"] = listed["id"]?.DeepClone();
        return Result(run, changes.Count > 0 || rotates || moves, found, changes.Count > 0 || rotates || moves ? wanted : null, renewed);
    }

    private static async Task<Secret?> WorkingAsync(
        GitLabApi gitlab, IReadOnlyList<Secret> candidates, JsonObject runner, CancellationToken ct)
    {
        foreach (var token in candidates)
        {
            if (await gitlab.VerifyAsync(token.Reveal(), ct) is { } verified
                && (verified["id"] is null || verified["id"]!.ToString() == runner["id"]?.ToString()))
            {
                return token;
            }
        }

        return null;
    }

    private static JsonObject Wanted(Invocation run)
    {
        var wanted = new JsonObject { ["description"] = run.Get(Description) };
        if (run.Get(Tags) is { } tags)
        {
            wanted["tag_list"] = new JsonArray([.. tags.Select(tag => (JsonNode?)tag)]);
        }

        foreach (var flag in new Argument<bool?>[] { RunUntagged, Locked, Paused }.Where(run.Has))
        {
            wanted[flag.Name] = run.Get(flag);
        }

        if (run.Get(AccessLevel) is { } level)
        {
            wanted[AccessLevel.Name] = level;
        }

        if (run.Get(MaximumTimeout) is { } timeout)
        {
            wanted[MaximumTimeout.Name] = Duration.Seconds(MaximumTimeout.Name, timeout) is >= 600 and var seconds
                ? seconds
                : throw new ModuleException($"Give a maximum_timeout of 10 minutes at least: GitLab takes no less, and '{timeout}' is.");
        }

        return wanted;
    }

    /// <summary>Tags are a set.</summary>
    private static bool Alike(JsonNode? found, JsonNode? wanted) => wanted is JsonArray list
        ? (found as JsonArray ?? []).Select(tag => tag?.ToString()).ToHashSet().SetEquals(list.Select(tag => tag?.ToString()))
        : JsonNode.DeepEquals(found, wanted);

    private static ModuleResult Result(Invocation run, bool changed, JsonObject? before, JsonObject? after, JsonObject? answer)
    {
        var values = new JsonObject
        {
            ["id"] = (answer?["id"] ?? before?["id"])?.DeepClone(),
            ["created"] = before is null && after is not null,
            ["token_expires_at"] = answer?["token_expires_at"]?.DeepClone(),
        };
        if (run.Get(RunnerToken.File) is null && answer?["token"] is { } token)
        {
            values["token"] = token.DeepClone();
        }

        return new(changed)
        {
            Values = values,
            Difference = !changed ? null : new Difference(
                before is null ? null : new JsonObject(
                    before.Where(field => after?.ContainsKey(field.Key) != false)
                        .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))),
                after?.DeepClone()),
        };
    }
}
