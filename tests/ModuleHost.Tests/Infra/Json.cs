// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost.Tests.Infra;

/// <summary>An answer is one line that is one JSON object, and nothing else.</summary>
internal static class Json
{
    public static JsonObject Only(string output)
    {
        Assert.EndsWith("}\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output[..^1]);
        return Assert.IsType<JsonObject>(JsonNode.Parse(output));
    }

    public static string? Text(this JsonNode answer, string key) => answer[key]?.ToString();
}
