// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Core;

/// <summary>The progress reports of a completed task.</summary>
internal static class Reports
{
    /// <summary>How many; 0 in check mode and where the task did not report it.</summary>
    public static long Done(JsonObject? task, string code) =>
        (long?)Of(task).FirstOrDefault(report => (string?)report["code"] == code)?["done"] ?? 0;

    /// <summary>The same by the words of the report: reports of pulpcore 3.21 share their codes.</summary>
    public static long Said(JsonObject? task, string message) =>
        (long?)Of(task).FirstOrDefault(report => (string?)report["message"] == message)?["done"] ?? 0;

    public static IEnumerable<JsonObject> Of(JsonObject? task) => task?["progress_reports"]?.AsArray().OfType<JsonObject>() ?? [];
}
