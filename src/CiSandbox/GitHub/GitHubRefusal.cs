// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitHub;

/// <summary>A refusal, as GitHub words it.</summary>
#pragma warning disable CA1032 // it cannot be without what it tells
internal sealed class GitHubRefusal(int status, string message) : Exception(message)
#pragma warning restore CA1032
{
    public int Status => status;

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static GitHubRefusal NotFound => new(404, "Not Found");

    public static GitHubRefusal Invalid(string message) => new(422, message);

    public JsonObject Body() => new()
    {
        ["message"] = Message,
        ["documentation_url"] = "https://docs.github.com/rest",
        ["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
