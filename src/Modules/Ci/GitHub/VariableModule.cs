// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.GitHub;

/// <summary>A variable of a repository, an environment or an organisation.</summary>
internal sealed class VariableModule : IModule
{
    private const string Present = "present";
    private const string Absent = "absent";
    private const string WhenChanged = "when_changed";
    private const string OnCreate = "on_create";

    private static readonly Argument<string?> Value = Argument.Text("value");
    private static readonly Argument<string?> Visibility = Argument.Choice("visibility", "private", "all") with { Default = "private" };
    private static readonly Argument<string?> State = Argument.Choice("state", Present, Absent) with { Default = Present };
    private static readonly Argument<string?> Update = Argument.Choice("update", WhenChanged, OnCreate) with { Default = WhenChanged };

    public string Name => "github_actions_variable";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [
            GitHubTarget.Owner, GitHubTarget.Repository, GitHubTarget.Environment, GitHubTarget.Scope, GitHubName.Name, Value, Visibility,
            State, Update, .. GitHubConnection.Arguments,
        ],
        GitHubTarget.Named,
        new RequiredIf(State, Present, Value));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var (target, name) = (GitHubTarget.Of(run, GitHubTarget.Environment), GitHubName.Of(run));
        var (list, path) = ($"{target.Values}/variables", $"{target.Values}/variables/{name}");
        using var gitHub = GitHubConnection.Open(run);
        var found = (string?)(await gitHub.FindAsync(path, ct))?["value"];
        var wanted = run.Get(State) == Absent ? null : found is not null && run.Get(Update) == OnCreate ? found : run.Get(Value);
        if (found == wanted)
        {
            return new(false) { Values = Shown(name, found, wanted) };
        }

        if (wanted is null)
        {
            _ = await gitHub.DeleteAsync($"delete the variable {name}", path, ct);
        }
        else if (found is not null)
        {
            _ = await gitHub.PatchAsync($"change the variable {name}", path, Body(name, wanted), ct);
        }
        else if (run.CheckMode && !target.IsEnvironment)
        {
            // A place that is not there has no variables to be missed.
            _ = await gitHub.ReadAsync(list, ct);
        }
        else if (await gitHub.PostAsync(
            $"make the variable {name}", list, Made(run, target, name, wanted), ct, HttpStatusCode.Conflict) is { IsSuccess: false })
        {
            // Somebody else made it in between.
            _ = await gitHub.PatchAsync($"change the variable {name}", path, Body(name, wanted), ct);
        }

        return new(true)
        {
            Values = Shown(name, found, wanted),
            Difference = new(found is null ? null : Body(name, found), wanted is null ? null : Body(name, wanted)),
        };
    }

    private static JsonObject Made(Invocation run, GitHubTarget target, string name, string value)
    {
        var body = Body(name, value);
        if (target.IsOrganisation)
        {
            body["visibility"] = run.Get(Visibility);
        }

        return body;
    }

    private static JsonObject Body(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static JsonObject Shown(string name, string? before, string? after) =>
        new() { ["name"] = name, ["before"] = before, ["value"] = after };
}
