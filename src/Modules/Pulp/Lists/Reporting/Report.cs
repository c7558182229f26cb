// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Files;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>The result of a run as a file for people or programs.</summary>
internal static class Report
{
    public static readonly Argument<string?> File = Argument.Path("report_file");

    /// <summary>Writes it if it is wanted. What was done is done: a file that cannot be written is a warning.</summary>
    public static void Write(Invocation run, string module, JsonObject values)
    {
        if (run.Get(File) is not { Length: > 0 } file)
        {
            return;
        }

        var clean = JsonNode.Parse(run.Redactor.Print(values))!.AsObject();
        clean["module"] = module;
        clean["check_mode"] = run.CheckMode;
        try
        {
            var isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            var text = isJson ? clean.ToJsonString() + "\n" : Markdown(module, clean);
            WholeFile.Write(file, Encoding.UTF8.GetBytes(text), missing: WholeFile.OpenFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _ = run.Warnings.Add($"{FullDisk.Advice(failure)}report_file cannot be written: {failure.Message}");
        }
    }

    private static string Markdown(string module, JsonObject values)
    {
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"# {module}\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in values["summary"]!.AsObject().Where(pair => pair.Value is JsonValue))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"| {name.Replace('_', ' ')} | {value} |\n");
        }

        _ = text.Append("\n| Type | Name | Result | Action | Seconds | Message |\n|---|---|---|---|---|---|\n");
        foreach (var item in values["results"]!.AsArray().OfType<JsonObject>())
        {
            var result = (bool)item["failed"]! ? "failed" : (bool)item["changed"]! ? "changed" : "ok";
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"| {item["type"]} | {Cell(item["name"])} | {result} | {Cell(item["action"])} | "
                    + $"{item["seconds"]} | {Cell(item["msg"])} |\n");
        }

        return text.ToString();
    }

    private static string Cell(JsonNode? value) =>
        (value?.ToString() ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
