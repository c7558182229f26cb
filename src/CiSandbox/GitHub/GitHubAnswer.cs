// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitHub;

/// <summary>An answer before it is written.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Null for none.</param>
internal sealed record GitHubAnswer(int Status, JsonNode? Body = null)
{
    public static readonly GitHubAnswer Nothing = new(204);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
