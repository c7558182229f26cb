// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Builder.ImageContents;

/// <summary>Looks through an image's configuration: variables, labels, history and all else that it says.</summary>
/// <param name="search">Looks for the needles.</param>
internal sealed class ConfigurationSearch(NeedleSearch search)
{
    public IEnumerable<Finding> In(JsonNode? configuration) => Walk(configuration, "");

    private IEnumerable<Finding> Walk(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(entry =>
            Look(entry.Key, Under(path, entry.Key)).Concat(Walk(entry.Value, Under(path, entry.Key)))),
        JsonArray list => list.SelectMany((each, at) => Walk(each, $"{path}[{at}]")),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Look(value.ToString(), path),
        _ => [],
    };

    private IEnumerable<Finding> Look(string text, string path) =>
        search.In(text).Select(needle => new Finding(needle, Where(path), path));

    /// <summary>By the keys of the image format: <c>config</c> is what containers get, <c>container_config</c> what the last one
    /// had.</summary>
    private static FoundIn Where(string path) => path.Split('.', '[') switch
    {
        ["history", ..] => FoundIn.History,
        ["config" or "container_config", "Env", ..] => FoundIn.Environment,
        ["config" or "container_config", "Labels", ..] => FoundIn.Label,
        _ => FoundIn.Configuration,
    };

    private static string Under(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
