// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.PulpServer;

/// <summary>
/// What Pulp leaves to be done by hand after an upgrade, since it may take hours and the server works without it: named, and done if that
/// is asked for. Each may be done again without harm.
/// </summary>
internal static class DataMigrations
{
    public static readonly Argument<string?> Wanted = Argument.Choice("data_migrations", "name", Run, Now) with { Default = "name" };

    private const string Run = "run";
    private const string Now = "now";

    private const string Program = "pulpcore-manager";

    private const string Question =
        "import json; from django.core.management import get_commands; print(json.dumps(sorted(get_commands())))";

    private static readonly (string Why, string[] Words)[] All =
    [
        ("keeps what manifests of container images say in the database", ["container-handle-image-data"]),
        ("corrects counts and caches of repository versions that older releases may have left wrong", ["datarepair", "7272"]),
    ];

    /// <summary>Whether they are to be looked at in this run: after an upgrade, or because that is asked for.</summary>
    public static bool AreDue(Invocation run, bool isUpgraded) => isUpgraded || run.Get(Wanted) == Now;

    /// <summary>Whether any was done, or would be.</summary>
    public static bool Change(Invocation run, JsonArray shown) => run.Get(Wanted) != "name" && shown.Count > 0;

    /// <summary>Names those that the server has, and does them if that is asked for.</summary>
    /// <returns>For the result.</returns>
    /// <exception cref="ModuleException">One failed.</exception>
    public static async Task<JsonArray> LookAsync(Invocation run, DockerEngine engine, string container, CancellationToken ct)
    {
        var due = await DueAsync(run, engine, container, ct);
        var shown = new JsonArray();
        foreach (var (why, words) in due)
        {
            var command = string.Join(' ', words.Prepend(Program));
            var runs = run.Get(Wanted) != "name" && !run.CheckMode;
            if (runs)
            {
                run.UnderWay = $"run {command} in the container";
                await RunAsync(engine, container, command, words, ct);
            }

            shown.Add((JsonNode)new JsonObject { ["command"] = command, ["description"] = why, ["done"] = runs });
        }

        run.UnderWay = null;
        if (due.Count > 0 && run.Get(Wanted) == "name")
        {
            _ = run.Warnings.Add(
                "After this upgrade Pulp wants data migrations to be run: "
                    + $"{string.Join(", ", due.Select(each => string.Join(' ', each.Words)))}, each with {Program} in the container "
                    + $"'{container}'. Give data_migrations: now once to have that done, or run to have it done with each upgrade.");
        }

        return shown;
    }

    private static async Task RunAsync(DockerEngine engine, string container, string command, string[] words, CancellationToken ct)
    {
        try
        {
            _ = await engine.ExecuteAsync(container, new([Program, .. words]), ct);
        }
        catch (ModuleException failure)
        {
            throw new ModuleException(
                $"The server serves, but its data migration failed; give data_migrations: now once, or run {command} in the container "
                    + $"'{container}' again: " + failure.Message,
                failure) { Changed = true };
        }
    }

    private static async Task<IReadOnlyList<(string Why, string[] Words)>> DueAsync(
        Invocation run, DockerEngine engine, string container, CancellationToken ct)
    {
        if (run.CheckMode)
        {
            return All; // which of them the new server has, it will tell
        }

        try
        {
            var said = await engine.ExecuteAsync(container, new(Program, "shell", "-c", Question), ct);
            var commands = said.LastOrDefault(line => line.StartsWith('[')) is { } line
                ? (JsonNode.Parse(line) as JsonArray ?? []).Select(each => (string?)each).ToHashSet()
                : [];
            return [.. All.Where(each => commands.Contains(each.Words[0]))];
        }
        catch (Exception untold) when (untold is ModuleException or JsonException)
        {
            _ = run.Warnings.Add(
                $"Which data migrations Pulp wants to be run after this upgrade is not known: {untold.Message} Its change log names them.");
            return [];
        }
    }
}
