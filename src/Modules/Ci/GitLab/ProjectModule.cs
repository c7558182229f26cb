// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.GitLab;

/// <summary>A project's settings of pipelines; without any, only its number and what is set.</summary>
internal sealed class ProjectModule : IModule
{
    private static readonly Argument<bool?> PublicJobs = Argument.Flag("public_jobs");
    private static readonly Argument<string?> AutoCancel = Argument.Choice("auto_cancel_pending_pipelines", "enabled", "disabled");
    private static readonly Argument<bool?> ForwardDeployment = Argument.Flag("ci_forward_deployment_enabled");
    private static readonly Argument<string?> BuildTimeout = Argument.Text("build_timeout");
    private static readonly Argument<bool?> AutoDevops = Argument.Flag("auto_devops_enabled");
    private static readonly Argument<JsonObject?> Extra = Argument.Mapping("extra");

    private static readonly Argument[] Shown = [PublicJobs, AutoCancel, ForwardDeployment, BuildTimeout, AutoDevops];

    public string Name => "gitlab_project";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new([.. GitLabConnection.Arguments, GitLabConnection.Project, .. Shown, Extra]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var project = GitLabConnection.Plain(run.Get(GitLabConnection.Project));
        var found = await gitlab.ReadAsync((asked, stop) => asked.ProjectAsync(project, stop), ct);
        var wanted = Wanted(run);
        // What the token's owner may not see is not there: then it is sent, and GitLab says whether they may.
        var changes = new JsonObject(wanted.Where(field => !JsonNode.DeepEquals(Current(found, field.Key), field.Value))
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        if (changes.Count > 0)
        {
            _ = await gitlab.WriteAsync(
                $"change the settings of {project}", (asked, stop) => asked.ChangeProjectAsync(project, Sent(changes, found), stop), ct);
        }

        return new(changes.Count > 0)
        {
            Values = new JsonObject
            {
                ["id"] = found["id"]?.DeepClone(),
                ["path"] = found["path_with_namespace"]?.DeepClone(),
                ["settings"] = new JsonObject(Shown.Select(argument => KeyValuePair.Create(
                    argument.Name, (wanted[argument.Name] ?? Current(found, argument.Name))?.DeepClone()))),
            },
            Difference = changes.Count == 0 ? null : new Difference(
                new JsonObject(changes.Select(field => KeyValuePair.Create(field.Key, Current(found, field.Key)?.DeepClone()))),
                changes.DeepClone()),
        };
    }

    private static JsonObject Wanted(Invocation run)
    {
        var wanted = run.Get(Extra)?.DeepClone().AsObject() ?? [];
        foreach (var argument in Shown.Where(run.Has))
        {
            wanted[argument.Name] = argument == BuildTimeout ? Timeout(run) : run.Values.Node(argument)!.DeepClone();
        }

        return wanted;
    }

    private static long Timeout(Invocation run) =>
        Duration.Seconds(BuildTimeout.Name, run.Get(BuildTimeout)!) is >= 600 and <= 2678400 and var time
            ? time
            : throw new ModuleException($"Give a build_timeout of 10 minutes to a month: GitLab does not take '{run.Get(BuildTimeout)}'.");

    private static JsonNode? Current(JsonObject found, string name) =>
        found[name] ?? (name == PublicJobs.Name ? found["public_builds"] : null);

    /// <summary>Servers before 15 know the switch by its old name.</summary>
    private static JsonObject Sent(JsonObject changes, JsonObject found)
    {
        var sent = changes.DeepClone().AsObject();
        if (!found.ContainsKey(PublicJobs.Name) && found.ContainsKey("public_builds") && sent[PublicJobs.Name] is { } jobs)
        {
            _ = sent.Remove(PublicJobs.Name);
            sent["public_builds"] = jobs;
        }

        return sent;
    }
}
