// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modules.Builder.Tags;

/// <summary>Finds the tags in the text of <c>kolla-image-tags.yml</c>, with the places where they stand.</summary>
internal sealed class ImageTagsReader
{
    private readonly string _file;
    private readonly string _text;
    private readonly YamlFile _yaml;
    private readonly JsonObject _values;
    private readonly Dictionary<AnchorName, TagRow> _anchored = [];

    private ImageTagsReader(string file, string text)
    {
        (_file, _text, _yaml) = (file, text, new YamlFile(file, text));
        _values = YamlValues.Read(file, text);
    }

    /// <param name="file">Its path, for messages.</param>
    /// <param name="text">The whole file.</param>
    /// <exception cref="ModuleException">It is not YAML, or not of kayobe's shape.</exception>
    public static ImageTagsFile Read(string file, string text) => new ImageTagsReader(file, text).Read();

    private ImageTagsFile Read()
    {
        var services = new List<TaggedService>();
        _ = _yaml.Read(key =>
        {
            if (key.Value == ImageTagsFile.Variable)
            {
                _yaml.InMapping(ImageTagsFile.Variable, name => services.Add(Service(name)));
            }
            else
            {
                _yaml.Skip();
            }
        });
        return services.Count > 0
            ? new ImageTagsFile(_file, _text, _values, services)
            : throw new ModuleException(
                $"Give kayobe's kolla-image-tags.yml as image_tags_file: {_file} has no tags below {ImageTagsFile.Variable}.");
    }

    private TaggedService Service(Scalar name)
    {
        if (_yaml.Alias() is not null)
        {
            return Tagged(name)
                ? new TaggedService(name.Value, [], Column(name), 0, 0)
                : throw new ModuleException(
                    $"Mend {_file}, line {name.Start.Line}: {ImageTagsFile.Variable}.{name.Value} is no dictionary of tags.");
        }

        var rows = new List<TagRow>();
        var (indent, end) = (0, 0);
        _yaml.InMapping($"{ImageTagsFile.Variable}.{name.Value}", distribution =>
        {
            indent = Column(distribution);
            var row = Row(name.Value, distribution.Value);
            rows.Add(row);
            end = _yaml.LineEnd(row.Place.End);
        });
        return new TaggedService(name.Value, rows, Column(name), indent, end);
    }

    private TagRow Row(string service, string distribution)
    {
        if (_yaml.Alias() is { } alias)
        {
            return new TagRow(service, distribution, Said(service, distribution), alias.Place, _anchored.GetValueOrDefault(alias.Of));
        }

        var line = _yaml.Line;
        if (_yaml.Text() is not { Text.Value.Length: > 0 } tag)
        {
            throw new ModuleException($"Write one tag on the line of {ImageTagsFile.Variable}.{service}.{distribution} in {_file}: "
                + $"line {line} has something else.");
        }

        var row = new TagRow(service, distribution, tag.Text.Value, tag.Place);
        if (!tag.Text.Anchor.IsEmpty)
        {
            _anchored[tag.Text.Anchor] = row;
        }

        return row;
    }

    /// <summary>Whether all that a service says, by an alias, are tags.</summary>
    private bool Tagged(Scalar name) =>
        _values[ImageTagsFile.Variable]?[name.Value] is JsonObject rows && rows.All(each => each.Value is JsonValue);

    private string Said(string service, string distribution) => _values[ImageTagsFile.Variable]?[service]?[distribution] is JsonValue tag
        ? tag.ToString()
        : throw new ModuleException(
            $"Write one tag as {ImageTagsFile.Variable}.{service}.{distribution} in {_file}: its alias leads to something else.");

    private static int Column(ParsingEvent at) => (int)at.Start.Column - 1;
}
