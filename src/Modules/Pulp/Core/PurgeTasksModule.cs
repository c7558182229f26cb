// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Values;
using Modules.Pulp.Session;

namespace Modules.Pulp.Core;

/// <summary>Removes the records of tasks that have ended.</summary>
internal sealed class PurgeTasksModule : IModule
{
    private const string TypePrefix = "purge.tasks.key.";

    private static readonly Argument<string?> FinishedBefore = Argument.Text("finished_before");
    private static readonly Argument<IReadOnlyList<string>?> States =
        Argument.TextList("states") with { Choices = ["canceled", "completed", "failed"] };

    // As Python's datetime.fromisoformat; a time without a zone is UTC.
    private static readonly string[] Formats =
        [
            .. from time in new[] { "", "'T'HH", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFF" } select "yyyy-MM-dd"
                + time
                + (time.Length > 0 ? "K" : ""),
        ];

    public string Name => "purge_tasks";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), FinishedBefore, States], Connection.Login);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var body = new JsonObject();
        if (run.Get(FinishedBefore) is { } time)
        {
            body["finished_before"] = Utc(time);
        }

        if (run.Get(States) is { Count: > 0 } states) // none is what leaving it out is: Pulp takes an empty list for no task at all
        {
            body["states"] = new JsonArray([.. states.Select(state => (JsonNode?)state)]);
        }

        using var pulp = Connection.Open(run);
        var task = await pulp.ActAsync("tasks/purge/", body, ct);
        return new ModuleResult(true) { Values = new JsonObject { ["summary"] = Summary(task) } };
    }

    private static JsonObject Summary(JsonObject? task) => new()
    {
        ["objects"] =
            new JsonObject(Reports.Of(task).Where(report => ((string)report["code"]!).StartsWith(TypePrefix, StringComparison.Ordinal))
            .Select(report => KeyValuePair.Create(((string)report["code"]!)[TypePrefix.Length..], report["done"]?.DeepClone()))),
        ["total"] = Reports.Done(task, "purge.tasks.total"),
        ["errors"] = Reports.Done(task, "purge.tasks.error"),
    };

    private static string Utc(string text) => DateTimeOffset.TryParseExact(
        text.Replace(' ', 'T'),
        Formats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time)
            ? UtcTime.Show(time, decimals: 6)
            : throw new ModuleException(
                $"Invalid isoformat string: '{text}'. finished_before takes a date or time like 2026-01-31 or 2026-01-31T12:00:00Z.");
}
