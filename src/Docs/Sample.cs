// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Docs;

/// <summary>A sample in flow style, as it stands in the words.</summary>
internal static class Sample
{
    public static string Flow(YamlNode node) => node switch
    {
        YamlMappingNode mapping => "{" + string.Join(", ", mapping.Select(pair => $"{Flow(pair.Key)}: {Flow(pair.Value)}")) + "}",
        YamlSequenceNode list => "[" + string.Join(", ", list.Select(Flow)) + "]",
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { Length: > 0 } plain }
            when plain.IndexOfAny(['{', '}', '[', ']', ',', ':', '#']) < 0 => plain,
        _ => JsonValue.Create((string?)node ?? "")!.ToJsonString(),
    };
}
