// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Http;

namespace Modules.Ci.GitHub;

/// <summary>A runner as GitHub knows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsOnline">Whether it listens.</param>
/// <param name="IsBusy">Whether it runs a job.</param>
/// <param name="Labels">Those that somebody gave it.</param>
/// <param name="AllLabels">Also those that it has by itself.</param>
/// <param name="Version">Of its program; null where GitHub does not say.</param>
internal sealed record RegisteredRunner(
    long Id, string Name, bool IsOnline, bool IsBusy, IReadOnlyList<string> Labels, IReadOnlyList<string> AllLabels, string? Version)
{
    public static RegisteredRunner Of(JsonObject fields)
    {
        var labels = (fields["labels"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return new(
            JsonNodes.Number(fields, "id") ?? 0,
            JsonNodes.Text(fields, "name") ?? "",
            JsonNodes.Text(fields, "status") == "online",
            JsonNodes.Flag(fields, "busy") == true,
            [.. labels.Where(label => JsonNodes.Text(label, "type") != "read-only").Select(label => JsonNodes.Text(label, "name") ?? "")],
            [.. labels.Select(label => JsonNodes.Text(label, "name") ?? "")],
            JsonNodes.Text(fields, "version"));
    }

    /// <summary>All of them.</summary>
    public static async Task<IReadOnlyList<RegisteredRunner>> ListAsync(GitHubApi gitHub, GitHubTarget target, CancellationToken ct) =>
        [.. (await gitHub.ListAsync(target.Runners, "runners", ct)).Select(Of)];

    /// <summary>For a result.</summary>
    public JsonObject Shown() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["status"] = IsOnline ? "online" : "offline",
        ["busy"] = IsBusy,
        ["labels"] = new JsonArray([.. AllLabels.Select(label => (JsonNode?)label)]),
        ["version"] = Version,
    };
}
