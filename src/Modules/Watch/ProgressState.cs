// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Watch;

/// <summary>What a progress file says up to now.</summary>
/// <param name="file">Which one.</param>
internal sealed class ProgressState(string file)
{
    public string File => file;

    /// <summary>What is worked on; "" where the file does not say.</summary>
    public string Server { get; private set; } = "";

    public string Module { get; private set; } = "";

    /// <summary>The process that writes; null where it is not one of this machine.</summary>
    public int? Writer { get; private set; }

    public DateTime? Began { get; private set; }

    public DateTime? Latest { get; private set; }

    /// <summary>How the run ended; null while it goes on.</summary>
    public string? Ending { get; private set; }

    public SortedDictionary<string, Tally> Types { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Running { get; private set; } = [];

    public List<string> Failures { get; } = [];

    /// <summary>Takes a line over; half a line or another program's changes nothing.</summary>
    /// <returns>What to tell where there is no terminal to draw on; null for nothing.</returns>
    public string? Take(string line)
    {
        JsonObject? told;
        try
        {
            told = JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }

        Latest = told?["time"] is { } time ? DateTime.Parse((string)time!, System.Globalization.CultureInfo.InvariantCulture) : Latest;
        return (string?)told?["event"] switch
        {
            "start" => Start(told!),
            "end" => End(told!),
            "tasks" => Tasks(told!),
            "finish" =>
                Ending = $"finished: {told!["total"]} items, {told["changed"]} changed, {told["failed"]} failed, "
                    + $"{told["requests"]} requests, {told["seconds"]} s",
            "aborted" => Ending = $"aborted: {told!["msg"]}",
            _ => null,
        };
    }

    /// <summary>The process that writes has ended without a word.</summary>
    /// <returns>What to tell of it.</returns>
    public string Lost() =>
        Ending =
            "ended without a word: it was killed, or the disk is full. Running the same task again continues from the state of the server.";

    private string Start(JsonObject told)
    {
        Writer = (string?)told["host"] == Environment.MachineName ? (int?)told["pid"] : null;
        (Module, Server, Began) = ((string?)told["module"] ?? "", (string?)told["server"] ?? "", Latest);
        foreach (var (type, count) in told["items"]!.AsObject())
        {
            Types[type] = new Tally { Total = (int)count! };
        }

        var what = string.Join(", ", Types.Select(type => $"{type.Value.Total} {type.Key}"));
        return $"{Module}{(Server.Length > 0 ? $" on {Server}" : "")}: {what} ({File})";
    }

    private string End(JsonObject told)
    {
        var (type, name) = ((string)told["type"]!, (string?)told["name"]);
        var tally = Types.TryGetValue(type, out var known) ? known : Types[type] = new Tally();
        var failed = (bool)told["failed"]!;
        _ = failed ? tally.Failed.Add(name!) : tally.Failed.Remove(name!); // a retry may mend it
        _ = tally.Done.Add(name!);
        if (failed)
        {
            Failures.Add($"{type} '{name}': {told["msg"]}");
        }

        var ended = failed ? $"failed: {told["msg"]}" : told["action"]?.ToString();
        return $"{type} '{name}': {ended} ({told["seconds"]} s; {tally.Done.Count} of {tally.Total})";
    }

    private string? Tasks(JsonObject told)
    {
        Running = [.. told["running"]!.AsArray().Select(task => Sentence(task!.AsObject()))];
        return null;
    }

    /// <summary>A task that runs: whose it is, and how far it reports to be.</summary>
    private static string Sentence(JsonObject task)
    {
        var reports = string.Join(", ", task["reports"]!.AsArray().Select(report => Reported(report!)));
        return $"{task["item"] ?? "a task"}: {(reports.Length > 0 ? reports : (string?)task["task"])}";
    }

    private static string Reported(JsonNode report)
    {
        var total = report["total"] is { } all ? $"/{all}" : "";
        return $"{report["message"]} {report["done"]}{total}";
    }

    internal sealed class Tally
    {
        public int Total { get; init; }

        public HashSet<string> Done { get; } = [];

        public HashSet<string> Failed { get; } = [];
    }
}
