// SPDX-License-Identifier: GPL-3.0-or-later
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
    private readonly Dictionary<AnchorName, string> _anchored = [];

    private ImageTagsReader(string file, string text)
    {
        (_file, _text, _yaml) = (file, text, new YamlFile(file, text));
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
            ? new ImageTagsFile(_text, services)
            : throw new ModuleException(
                $"Give kayobe's kolla-image-tags.yml as image_tags_file: {_file} has no tags below {ImageTagsFile.Variable}.");
    }

    private TaggedService Service(Scalar name)
    {
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
            return new TagRow(service, distribution, _anchored.GetValueOrDefault(alias.Of, ""), alias.Place);
        }

        var line = _yaml.Line;
        if (_yaml.Text() is not { Text.Value.Length: > 0 } tag)
        {
            throw new ModuleException($"Write one tag on the line of {ImageTagsFile.Variable}.{service}.{distribution} in {_file}: "
                + $"line {line} has something else.");
        }

        if (!tag.Text.Anchor.IsEmpty)
        {
            _anchored[tag.Text.Anchor] = tag.Text.Value;
        }

        return new TagRow(service, distribution, tag.Text.Value, tag.Place);
    }

    private static int Column(ParsingEvent at) => (int)at.Start.Column - 1;
}
