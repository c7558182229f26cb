using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.GitLab;

/// <summary>A runner as GitLab knows it. Its token is shown once, so it is on disk before anything else happens.</summary>
internal sealed class GitLabRunnerModule : IModule
{
    private const string Present = "present";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Argument<string> Description = Argument.RequiredText("description") with { Aliases = ["name"] };
    private static readonly Argument<IReadOnlyList<string>?> Tags = Argument.TextList("tags") with { Aliases = ["tag_list"] };
    private static readonly Argument<bool?> RunUntagged = Argument.Flag("run_untagged");
    private static readonly Argument<bool?> Locked = Argument.Flag("locked");
    private static readonly Argument<bool?> Paused = Argument.Flag("paused");
    private static readonly Argument<string?> AccessLevel = Argument.Choice("access_level", "not_protected", "ref_protected");
    private static readonly Argument<string?> MaximumTimeout = Argument.Text("maximum_timeout");
    private static readonly Argument<string?> TokenFile = Argument.Path("token_file");
    private static readonly Argument<string?> KnownToken = Argument.Text("known_token") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<bool> Rotate = Argument.Flag("rotate", otherwise: false);
    private static readonly Argument<string?> State = Argument.Choice("state", Present, "absent") with { Default = Present };

    public string Name => "gitlab_runner";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [
            .. GitLabConnection.Arguments, .. RunnerList.Arguments, Description, Tags, RunUntagged, Locked, Paused, AccessLevel,
            MaximumTimeout, TokenFile, KnownToken, Rotate, State,
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
                await gitlab.DeleteAsync($"delete the runner {run.Get(Description)}", $"runners/{found["id"]}", ct);
            }

            return Result(run, found is not null, found, null, null);
        }

        return found is null ? await CreateAsync(gitlab, list, run, ct) : await ConvergeAsync(gitlab, found, run, ct);
    }

    private static async Task<ModuleResult> CreateAsync(GitLabApi gitlab, RunnerList list, Invocation run, CancellationToken ct)
    {
        if (run.Get(TokenFile) is null && run.Get(KnownToken) is null)
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
            body["project_id"] = (await gitlab.ReadAsync(GitLabApi.ProjectPath(project), ct))["id"]?.DeepClone();
        }
        else if (run.Get(RunnerList.Group) is { } group)
        {
            body["group_id"] = (await gitlab.ReadAsync($"groups/{Uri.EscapeDataString(group.Trim('/'))}", ct))["id"]?.DeepClone();
        }

        // A folder that cannot be written to would lose the token, which is shown once.
        ProbeTokenFile(run);
        var created = await gitlab.CreateAsync($"create the runner {run.Get(Description)}", "user/runners", body, ct);
        Keep(run, created);
        return Result(run, true, null, body, created);
    }

    private static async Task<ModuleResult> ConvergeAsync(GitLabApi gitlab, JsonObject listed, Invocation run, CancellationToken ct)
    {
        var path = $"runners/{listed["id"]}";
        var token = KeptToken(run);
        var works = token is not null && await WorksAsync(gitlab, token, listed, ct);
        if (!works && !run.Get(Rotate) && (run.Has(TokenFile) || run.Has(KnownToken)))
        {
            throw new ModuleException(
                $"Set rotate: true for a new token, which ends the old one: the runner '{run.Get(Description)}' (#{listed["id"]}) is "
                    + "registered, but "
                    + (token is null ? $"{run.Get(TokenFile)} has no token of it." : "the token that is kept here is not its token."));
        }

        // The list leaves out most of what can be set.
        var found = await gitlab.ReadAsync(path, ct);
        var wanted = Wanted(run);
        var changes = wanted.Where(field => !Alike(found[field.Key], field.Value)).ToList();
        if (changes.Count > 0)
        {
            _ = await gitlab.UpdateAsync($"change the runner {run.Get(Description)}", path, wanted, ct);
        }

        JsonObject? renewed = null;
        var rotates = run.Get(Rotate) && !works;
        if (rotates)
        {
            ProbeTokenFile(run);
            renewed = await gitlab.CreateAsync($"renew the token of {run.Get(Description)}", $"{path}/reset_authentication_token", [], ct);
            Keep(run, renewed);
        }

        renewed ??= [];
        renewed["id"] = listed["id"]?.DeepClone();
        return Result(run, changes.Count > 0 || rotates, found, changes.Count > 0 || rotates ? wanted : null, renewed);
    }

    private static async Task<bool> WorksAsync(GitLabApi gitlab, string token, JsonObject runner, CancellationToken ct) =>
        await gitlab.VerifyAsync(token, ct) is { } verified
            && (verified["id"] is null || verified["id"]!.ToString() == runner["id"]?.ToString());

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

    private static string? KeptToken(Invocation run)
    {
        var file = run.Get(TokenFile);
        var token = run.Get(KnownToken) ?? (file is not null && File.Exists(file) ? File.ReadAllText(file).Trim() : null);
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        _ = run.Secret(token);
        return token;
    }

    private static void ProbeTokenFile(Invocation run)
    {
        if (!run.CheckMode && run.Get(TokenFile) is { } file && !File.Exists(file))
        {
            Write(file, "");
        }
    }

    private static void Keep(Invocation run, JsonObject? answer)
    {
        if ((string?)answer?["token"] is { } token)
        {
            if (run.Get(TokenFile) is { } file)
            {
                Write(file, token + "\n");
            }
            else
            {
                return;
            }

            _ = run.Secret(token);
        }
    }

    private static void Write(string file, string text)
    {
        try
        {
            WholeFile.Write(file, Encoding.UTF8.GetBytes(text), OwnerOnly, WholeFile.ClosedFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a token_file that can be written: '{file}' cannot. {failure.Message}", failure);
        }
    }

    private static ModuleResult Result(Invocation run, bool changed, JsonObject? before, JsonObject? after, JsonObject? answer)
    {
        var values = new JsonObject
        {
            ["id"] = (answer?["id"] ?? before?["id"])?.DeepClone(),
            ["created"] = before is null && after is not null,
            ["token_expires_at"] = answer?["token_expires_at"]?.DeepClone(),
        };
        if (run.Get(TokenFile) is null && answer?["token"] is { } token)
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
