// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Ci.GitLab;

/// <summary>
/// A pipeline that starts by the clock. GitLab has any number of the same description, so one is found by it and must be alone.
/// </summary>
internal sealed class ScheduleModule : IModule
{
    private const string Present = "present";
    private const int CronFields = 5;

    private static readonly Argument<string> Description = Argument.RequiredText("description") with { Aliases = ["name"] };
    private static readonly Argument<string?> Ref = Argument.Text("ref");
    private static readonly Argument<string?> Cron = Argument.Text("cron");
    private static readonly Argument<string?> Zone = Argument.Text("cron_timezone") with { Default = "UTC" };
    private static readonly Argument<bool> Active = Argument.Flag("active", otherwise: true);
    private static readonly Argument<JsonObject?> Variables = Argument.Mapping("variables");
    private static readonly Argument<string?> State = Argument.Choice("state", Present, "absent") with { Default = Present };

    public string Name => "gitlab_pipeline_schedule";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. GitLabConnection.Arguments, GitLabConnection.Project, Description, Ref, Cron, Zone, Active, Variables, State],
        new RequiredIf(State, Present, Ref, Cron));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var (project, description) = (GitLabConnection.Plain(run.Get(GitLabConnection.Project)), run.Get(Description));
        var named = (await gitlab.ListAsync((asked, page, stop) => asked.SchedulesAsync(project, page, stop), ct))
            .Where(schedule => (string?)schedule["description"] == description).ToList();
        if (named.Count > 1)
        {
            throw new ModuleException(
                $"Remove or rename schedules until one is called '{description}': there are {named.Count}, "
                    + $"{string.Join(", ", named.Select(schedule => $"#{schedule["id"]} ({schedule["cron"]})"))}.");
        }

        var id = named.Count == 0 ? null : $"{named[0]["id"]}";
        if (run.Get(State) != Present)
        {
            if (id is not null)
            {
                await gitlab.DeleteAsync(
                    $"delete the schedule {description}", (asked, stop) => asked.DeleteScheduleAsync(project, id, stop), ct);
            }

            return Result(id is not null, id, id is null ? null : named[0], null);
        }

        var wanted = new JsonObject
        {
            ["description"] = description,
            ["ref"] = run.Get(Ref),
            ["cron"] = Fields(run.Get(Cron)!),
            ["cron_timezone"] = run.Get(Zone),
            ["active"] = run.Get(Active),
        };
        // The list leaves the variables out.
        var found = id is null ? null : await gitlab.ReadAsync((asked, stop) => asked.ScheduleAsync(project, id, stop), ct);
        var unlike = wanted.Where(field => !Alike(field.Key, found?[field.Key], field.Value)).ToList();
        if (id is null)
        {
            var created = await gitlab.WriteAsync(
                $"create the schedule {description}", (asked, stop) => asked.CreateScheduleAsync(project, wanted, stop), ct);
            id = created is null ? null : $"{created["id"]}";
        }
        else if (unlike.Count > 0)
        {
            _ = await gitlab.WriteAsync(
                $"change the schedule {description}", (asked, stop) => asked.ChangeScheduleAsync(project, id, wanted, stop), ct);
        }

        var variables = new ScheduleVariables(gitlab, project, id, found);
        await variables.ConvergeAsync(run.Get(Variables), ct);
        wanted["variables"] = variables.Names(run.Get(Variables));
        return Result(unlike.Count > 0 || variables.Changed, id, found, wanted);
    }

    /// <summary>A branch's short name comes back long.</summary>
    internal static bool Alike(string field, JsonNode? found, JsonNode? wanted) => field == Ref.Name
        ? Branch(found) == Branch(wanted) || found?.ToString() == wanted?.ToString()
        : JsonNode.DeepEquals(found, wanted);

    private static string? Branch(JsonNode? reference)
    {
        const string Heads = "refs/heads/";
        var text = reference?.ToString();
        return text?.StartsWith("refs/", StringComparison.Ordinal) == false ? Heads + text : text;
    }

    private static ModuleResult Result(bool changed, string? id, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["id"] = JsonNodes.Number(new JsonObject { ["id"] = id }, "id") },
        Difference = changed ? new Difference(Shown(before), after?.DeepClone()) : null,
    };

    /// <summary>What can be set, and of the variables their names.</summary>
    private static JsonObject? Shown(JsonObject? schedule) => schedule is null ? null : new JsonObject
    {
        ["description"] = schedule["description"]?.DeepClone(),
        ["ref"] = schedule["ref"]?.DeepClone(),
        ["cron"] = schedule["cron"]?.DeepClone(),
        ["cron_timezone"] = schedule["cron_timezone"]?.DeepClone(),
        ["active"] = schedule["active"]?.DeepClone(),
        ["variables"] = new JsonArray([.. (schedule["variables"] as JsonArray ?? []).Select(each => each?["key"]?.DeepClone())]),
    };

    /// <summary>GitLab says no more than that it does not like it.</summary>
    private static string Fields(string cron) =>
        cron.StartsWith('@') || cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= CronFields
            ? cron
            : throw new ModuleException($"Give five fields in cron, like '0 4 * * *' for each day at four: '{cron}' has fewer.");
}
