// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modules.Builder.Tags;

/// <summary>What a file in YAML says to its reader: aliases and merge keys are followed, and of a key that is there twice the last one
/// counts, as Ansible has it. Each scalar is its text.</summary>
internal sealed class YamlValues
{
    /// <summary>More than any configuration, and less than what aliases of aliases can become.</summary>
    private const int MostNodes = 100_000;

    private const int Deepest = 100;

    private readonly string _path;
    private readonly Parser _events;
    private readonly Dictionary<AnchorName, JsonNode?> _anchored = [];
    private int _nodes;

    private YamlValues(string path, string text)
    {
        (_path, _events) = (path, new Parser(new StringReader(text.TrimStart('\uFEFF'))));
    }

    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What it says.</param>
    /// <returns>Its dictionary; an empty one for a file that says nothing.</returns>
    /// <exception cref="ModuleException">It is no YAML, several documents, or no dictionary.</exception>
    public static JsonObject Read(string path, string text) => new YamlValues(path, text).Read();

    private JsonObject Read()
    {
        try
        {
            _events.Consume<StreamStart>();
            if (!_events.TryConsume<DocumentStart>(out _))
            {
                return [];
            }

            var line = _events.Current?.Start.Line;
            var node = Node(0);
            _events.Consume<DocumentEnd>();
            return !_events.Accept<StreamEnd>(out _)
                ? throw new ModuleException(
                    $"Keep one document in {_path}: line {_events.Current?.Start.Line} begins another, which Ansible does not read.")
                : node as JsonObject ?? (node is null || node.ToString().Length == 0
                ? []
                : throw new ModuleException($"Mend {_path}, line {line}: the file is no dictionary."));
        }
        catch (YamlException error)
        {
            throw new ModuleException($"Mend {_path}, line {error.Start.Line}: it is no YAML ({error.Message}).");
        }
    }

    private JsonNode? Node(int depth)
    {
        if (depth > Deepest || ++_nodes > MostNodes)
        {
            throw new ModuleException($"Mend {_path}, line {_events.Current?.Start.Line}: it says more than a configuration can.");
        }

        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return Copy(_anchored.GetValueOrDefault(alias.Value));
        }

        var anchor = (_events.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        JsonNode? node = _events.Accept<MappingStart>(out _) ? Mapping(depth)
            : _events.Accept<SequenceStart>(out _) ? Sequence(depth)
            : JsonValue.Create(_events.Consume<Scalar>().Value);
        if (!anchor.IsEmpty)
        {
            _anchored[anchor] = node;
        }

        return node;
    }

    private JsonObject Mapping(int depth)
    {
        _events.Consume<MappingStart>();
        var mapping = new JsonObject();
        var merged = new List<JsonNode?>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is JsonValue && key.ToString() == "<<")
            {
                merged.AddRange(value is JsonArray several ? several : [value]);
            }
            else
            {
                mapping[key is JsonValue ? key.ToString() : key?.ToJsonString() ?? ""] = value;
            }
        }

        foreach (var (key, value) in merged.OfType<JsonObject>().SelectMany(each => each))
        {
            if (!mapping.ContainsKey(key))
            {
                mapping[key] = Copy(value);
            }
        }

        return mapping;
    }

    private JsonArray Sequence(int depth)
    {
        _events.Consume<SequenceStart>();
        var sequence = new JsonArray();
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            sequence.Add(Node(depth + 1));
        }

        return sequence;
    }

    private JsonNode? Copy(JsonNode? node)
    {
        _nodes += Count(node);
        return _nodes <= MostNodes
            ? node?.DeepClone()
            : throw new ModuleException($"Mend {_path}: its aliases say more than a configuration can.");
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject mapping => 1 + mapping.Sum(each => Count(each.Value)),
        JsonArray sequence => 1 + sequence.Sum(Count),
        _ => 1,
    };
}
