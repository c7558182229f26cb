// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>
/// What a playbook says about stages and jobs: by a map, which is laid over a job of ours, or by a text of YAML as the role of old took
/// it, which takes the job's place. Null, or an empty text, takes a job or a stage away.
/// </summary>
internal static class Overrides
{
    public static void Apply(OrderedDictionary<string, Stage> stages, JsonObject? given, string option)
    {
        foreach (var (name, jobs) in given ?? [])
        {
            switch (jobs)
            {
                case null:
                    _ = stages.Remove(name);
                    break;
                case JsonObject map:
                    if (!stages.TryGetValue(name, out var stage))
                    {
                        stages[name] = stage = new Stage(name);
                    }

                    Apply(stage, name, map, option);
                    break;
                // Ansible's way to say that there are none.
                case JsonArray { Count: 0 }:
                    break;
                default:
                    throw new ModuleException(
                        $"{option}.{name} is neither a map of jobs nor null, which takes the stage away: {Short(jobs)}");
            }
        }
    }

    private static void Apply(Stage stage, string name, JsonObject jobs, string option)
    {
        foreach (var (job, given) in jobs)
        {
            var what = $"{option}.{name}.{job}";
            var tree = given switch
            {
                null => null,
                JsonObject map => Laid(stage, name, job, map),
                JsonValue value when value.TryGetValue<string>(out var text) => string.IsNullOrWhiteSpace(text)
                    ? null
                    : YamlTree.Parse(text, what) as YamlMappingNode
                        ?? throw new ModuleException($"{what} is a text of YAML, but not of a job's keys: {Short(given)}"),
                _ => throw new ModuleException($"{what} is neither a job's keys, as a map or a text of YAML, nor null: {Short(given)}"),
            };
            if (tree is null)
            {
                _ = stage.Remove(job);
            }
            else
            {
                stage[job] = tree;
            }
        }
    }

    /// <summary>A new job has what the others of its stage have, until it says otherwise.</summary>
    private static YamlMappingNode Laid(Stage stage, string name, string job, JsonObject over)
    {
        var below = stage.TryGetValue(job, out var ours)
            ? ours
            : new Job(job) { Rules = Rule.Offered(name, job), ResourceGroup = name, AllowFailure = true }.Tree(name);
        var keys = below.Children.Select(child => ((YamlScalarNode)child.Key).Value!).Union(over.Select(entry => entry.Key));
        return YamlTree.Map(keys.Select(key => (key, over.TryGetPropertyValue(key, out var value)
            ? value is null ? null : YamlTree.Of(value)
            : YamlTree.Find(below, key))));
    }

    private static string Short(JsonNode node) => node.ToJsonString() is { Length: > 80 } text ? text[..80] + "…" : node.ToJsonString();
}
