// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;
using Modules.Messages;

namespace Modules.Builder.Reports;

/// <summary>What became of a build of kolla's images, from kolla-build's log.</summary>
internal sealed class KollaBuildReportModule : IModule
{
    private static readonly Argument<string?> Log = Argument.Path("log") with { Default = "/var/log/kolla-build.log" };
    private static readonly Argument<string?> SummaryFile = Argument.Path("summary_file");
    private static readonly Argument<bool> Strict = Argument.Flag("strict", false);

    /// <summary>A name that comes twice would be noticed when the object is looked into.</summary>
    private static readonly JsonDocumentOptions OnceEach = new() { AllowDuplicateProperties = false };

    public string Name => "kolla_build_report";

    public ArgumentSpec Arguments { get; } = new([Log, SummaryFile, Strict]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var path = run.Get(Log) is { Length: > 0 } given
            ? given
            : throw new ModuleException("Give the log of kolla-build as log: it is empty.");
        var log = await ReadAsync(path, ct);
        if (run.Get(SummaryFile) is { Length: > 0 } summary)
        {
            log.Read(await SummaryAsync(summary, ct));
        }

        if (log.Images.Count == 0)
        {
            throw new ModuleException($"Give the log of kolla-build as log: {path} names no image that it built or tried to.");
        }

        var values = new JsonObject
        {
            ["complete"] = log.IsComplete,
            ["images"] = Images(log),
            ["seconds"] = Math.Round(log.Images.Sum(image => image.Seconds ?? 0), 1),
            ["first_failure"] = log.FirstFailure?.AsJson(),
        };
        var told = Sentence(log);
        var failed = log.Images.Where(image => image is { State: BuildState.Failed, AllowedToFail: false });
        if (run.Get(Strict) && (failed.Any() || !log.IsComplete))
        {
            throw new ModuleException($"Mend what {path} tells and build again. {told}") { Details = values };
        }

        values["msg"] = told;
        return new ModuleResult(false) { Values = values };
    }

    private static async Task<BuildLog> ReadAsync(string path, CancellationToken ct)
    {
        var log = new BuildLog();
        if (UnixFiles.KindOf(path) == FileKind.Other)
        {
            throw new ModuleException($"Give the log of kolla-build as log: '{path}' is no file, and might have no end.");
        }

        try
        {
            await foreach (var line in File.ReadLinesAsync(path, ct))
            {
                if (line.TrimEnd() == "{")
                {
                    log.Read(await SummaryAsync(path, ct)); // the file is kolla-build's summary itself, over many lines
                    break;
                }

                if (SummaryIn(line) is { } summary)
                {
                    log.Read(summary);
                    continue;
                }

                log.Read(line);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give the log of kolla-build as log: '{path}' {Why(path, failure)}.", failure);
        }

        return log;
    }

    /// <summary>What kolla-build writes with its option <c>format</c> and no file to write it to; null for any other line.</summary>
    private static JsonObject? SummaryIn(string line)
    {
        try
        {
            return line is ['{', ..] && JsonNode.Parse(line, documentOptions: OnceEach) is JsonObject found && BuildLog.IsSummary(found)
                ? found
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<JsonObject> SummaryAsync(string path, CancellationToken ct)
    {
        if (UnixFiles.KindOf(path) == FileKind.Other)
        {
            throw new ModuleException($"Give the file of kolla-build's option summary-json-file as summary_file: '{path}' is no file.");
        }

        try
        {
            return JsonNode.Parse(await File.ReadAllBytesAsync(path, ct), documentOptions: OnceEach) as JsonObject
                ?? throw new ModuleException($"Give the file of kolla-build's option summary-json-file as summary_file: '{path}' is none.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModuleException(
                $"Give the file of kolla-build's option summary-json-file as summary_file: '{path}' {Why(path, failure)}.", failure);
        }
    }

    private static string Why(string path, Exception failure) =>
        Directory.Exists(path) ? "is a folder" : $"cannot be read ({failure.Message.TrimEnd('.')})";

    private static JsonObject Images(BuildLog log) => new(Enum.GetValues<BuildState>().Select(state => KeyValuePair.Create(
        state.ToString().ToLowerInvariant(),
        (JsonNode?)new JsonArray([.. Of(log, state).Select(image => (JsonNode?)image.AsJson())]))));

    private static IEnumerable<ImageBuild> Of(BuildLog log, BuildState state) =>
        log.Images.Where(image => image.State == state).OrderBy(image => image.Name, StringComparer.Ordinal);

    private static string Sentence(BuildLog log)
    {
        var counts = Enum.GetValues<BuildState>().Reverse()
            .Select(state => (state, names: Of(log, state).Select(image => image.Name).ToList()))
            .Where(kind => kind.names.Count > 0)
            .Select(kind => kind.state is BuildState.Failed or BuildState.Unfinished
                ? $"{kind.names.Count} {Word(kind.state)} ({FirstNames.Of(kind.names)})"
                : $"{kind.names.Count} {Word(kind.state)}");
        var why = log.FirstFailure is { Reason: [.., var last] } first ? $" {first.Name} failed first: {last}" : "";
        var ended = log.IsComplete ? "" : " kolla-build did not come to its end.";
        return string.Create(CultureInfo.InvariantCulture, $"{log.Images.Count} images: {string.Join(", ", counts)}.{ended}{why}");
    }

    private static string Word(BuildState state) => state.ToString().ToLowerInvariant();
}
