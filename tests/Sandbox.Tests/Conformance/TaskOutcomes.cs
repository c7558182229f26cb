// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Tests.Conformance;

/// <summary>
/// How work ended whose cause is not in the recording: an upstream, or a call before the first case. Such a task does
/// what the recording says it did, when the replay comes to where it had ended; its own polls prove nothing and are not counted.
/// </summary>
internal sealed class TaskOutcomes(Series series)
{
    // A version that was removed by the time somebody asked.
    private const string Gone = "<unavailable>";

    private readonly Dictionary<string, JsonObject> _last = LastSeen(series);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _recorded = new();
    private readonly List<string> _syncs = [];

    /// <summary>A sync request was answered: which recorded task the live one stands for.</summary>
    public void Bind(string live, string recorded)
    {
        _syncs.Add(recorded);
        Recorded(live).TrySetResult(recorded);
    }

    /// <summary>Lets a task end, the replay having come to its recorded end; and with it every sync asked for before.</summary>
    public void Release(string task)
    {
        Gate(task).TrySetResult();
        foreach (var earlier in _syncs.Take(_syncs.IndexOf(task)))
        {
            Gate(earlier).TrySetResult();
        }
    }

    public void ReleaseAll()
    {
        foreach (var gate in _gates.Values)
        {
            gate.TrySetResult();
        }
    }

    public JsonObject? Last(string task) => _last.GetValueOrDefault(task);

    public async Task<RepositoryVersion?> SyncAsync(SyncRequest request, TaskContext context)
    {
        var task = await Recorded(context.Task.Href).Task.WaitAsync(context.Canceled);
        var end = Last(task);
        await WaitAsync(task, end, context);
        var summary = end?["result"]?["content_summary"]?["present"]?.AsObject();
        var isNew = (end?["created_resources"] as JsonArray ?? []).Any(created =>
            (string)created! is var href && (href.Contains("/versions/", StringComparison.Ordinal) || href == Gone));

        return isNew
            ? request.Store.Versions.Create(request.Repository, summary is null ? [Placeholder("file.file", task)] : Placeholders(summary))
            : null;
    }

    /// <summary>Work of a task that some call before the recording had started.</summary>
    public Task WorkAsync(string task, TaskContext context) => WaitAsync(task, Last(task), context);

    public static IEnumerable<ContentUnit> Placeholders(JsonObject summary) => summary.SelectMany(type =>
        Enumerable.Range(1, (int)type.Value!["count"]!).Select(number => Placeholder(type.Key, $"{number}")));

    /// <summary>Content of which the recording tells no more than that it was there.</summary>
    public static ContentUnit Placeholder(string type, string name) =>
        new(
            type,
            name,
            new JsonObject { ["relative_path"] = name },
            [new Blob(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))), 1)]);

    public static ProgressReport Report(JsonNode shown, string? state = null) =>
        new((string)shown["message"]!, (string)shown["code"]!, (long?)shown["total"], (string?)shown["suffix"])
    {
        Done = (long)shown["done"]!,
        State = state ?? (string)shown["state"]!,
    };

    private async Task WaitAsync(string task, JsonObject? end, TaskContext context)
    {
        foreach (var report in end?["progress_reports"]?.AsArray() ?? [])
        {
            context.Task.Reports = context.Task.Reports.Add(Report(report!, "running"));
        }

        await Gate(task).Task.WaitAsync(context.Canceled);
        if ((string?)end?["error"]?["description"] is { } problem)
        {
            throw new TaskFailedException(problem);
        }
    }

    private TaskCompletionSource<string> Recorded(string live) =>
        _recorded.GetOrAdd(live, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource Gate(string task) =>
        _gates.GetOrAdd(task, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static Dictionary<string, JsonObject> LastSeen(Series series)
    {
        var last = new Dictionary<string, JsonObject>();
        foreach (var task in series.Exchanges.SelectMany(exchange => Seeder.Things(exchange.Body))
            .Where(thing => thing["state"] is not null
                && ((string)thing["pulp_href"]!).Contains("/api/v3/tasks/", StringComparison.Ordinal)))
        {
            last[(string)task["pulp_href"]!] = task;
        }

        return last;
    }
}
