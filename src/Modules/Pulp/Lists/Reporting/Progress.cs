// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;
using ModuleHost;
using ModuleHost.Secrets;
using ModuleHost.Values;
using Modules.Files;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>
/// Tells what a long run does, one JSON object a line, for <c>kayobe-modules watch</c> and other readers. A line is written at
/// once, and holds no secret. That nobody can write there is no reason to fail.
/// </summary>
internal sealed class Progress : IDisposable
{
    public static readonly Argument<string?> File = Argument.Path("progress_file");

    private readonly Lock _lock = new();
    private readonly Redactor _redactor;
    private readonly List<FileStream> _readers;

    private Progress(IEnumerable<FileStream?> readers, Redactor redactor) =>
        (_readers, _redactor) = ([.. readers.OfType<FileStream>()], redactor);

    public static Progress Open(Invocation run, string module, IReadOnlyList<ItemResult> results)
    {
        var wanted = run.Get(File);
        var progress = new Progress([wanted is "" ? null : Create(wanted, run), Inherited()], run.Redactor);
        progress.Tell("start", new JsonObject
        {
            ["module"] = module,
            ["server"] = run.Get(Connection.PulpUrl),
            ["host"] = Environment.MachineName,
            ["pid"] = Environment.ProcessId,
            ["check_mode"] = run.CheckMode,
            ["items"] = new JsonObject(
                results.GroupBy(result => result.Item.Family.Name)
                    .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
        });
        return progress;
    }

    public void Tell(string happened, JsonObject what)
    {
        if (_readers.Count == 0)
        {
            return;
        }

        var line = new JsonObject
        {
            ["time"] = UtcTime.Show(DateTimeOffset.UtcNow, decimals: 3),
            ["event"] = happened,
        };
        foreach (var (name, value) in what)
        {
            line[name] = value?.DeepClone();
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(_redactor.Print(line) + "\n");
        lock (_lock)
        {
            _ = _readers.RemoveAll(reader => !Written(reader, bytes)); // a full disk must not stop the run
        }
    }

    /// <summary>An item is begun.</summary>
    public void Begins(ItemResult result) =>
        Tell("begin", new JsonObject { ["type"] = result.Item.Family.Name, ["name"] = result.Item.Name });

    /// <summary>An item is done, well or not.</summary>
    public void Ends(ItemResult result) => Tell("end", ItemView.Of(result));

    /// <summary>What the server reports of its open tasks.</summary>
    public void Sees(IReadOnlyList<JsonObject> tasks) => Tell("tasks", new JsonObject
    {
        ["waiting"] = tasks.Count(task => (string?)task["state"] == "waiting"),
        ["running"] = new JsonArray([.. tasks.Where(task => (string?)task["state"] == "running").Select(task => (JsonNode?)new JsonObject
        {
            ["item"] = (string?)task["item"],
            ["task"] = (string?)task["pulp_href"],
            ["reports"] = new JsonArray([.. (task["progress_reports"] as JsonArray ?? []).Select(report => (JsonNode?)new JsonObject
            {
                ["message"] = (string?)report!["message"],
                ["done"] = report["done"]?.DeepClone(),
                ["total"] = report["total"]?.DeepClone(),
            })]),
        })]),
    });

    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    private static bool Written(FileStream reader, byte[] line)
    {
        try
        {
            FileLimit.Write(reader, line);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The pipe that the action plugin reads, by its descriptor.</summary>
    private static FileStream? Inherited()
    {
        try
        {
            return int.TryParse(Environment.GetEnvironmentVariable("KAYOBE_MODULES_PROGRESS_FD"), out var descriptor) && descriptor > 2
                ? new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0)
                : null;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null; // it was not for us
        }
    }

    private static FileStream? Create(string? wanted, Invocation run)
    {
        try
        {
            return wanted is null ? ProgressFolder.Create(ProgressFolder.All, run.Warnings) : ProgressFolder.CreateAt(wanted);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (wanted is not null)
            {
                _ = run.Warnings.Add($"{FullDisk.Advice(failure)}progress_file cannot be written: {failure.Message}");
            }

            return null;
        }
    }
}
