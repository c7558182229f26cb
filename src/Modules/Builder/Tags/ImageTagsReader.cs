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
    private readonly Parser _events;
    private readonly Dictionary<AnchorName, string> _anchored = [];

    private ImageTagsReader(string file, string text)
    {
        (_file, _text, _events) = (file, text, new Parser(new StringReader(text)));
    }

    /// <param name="file">Its path, for messages.</param>
    /// <param name="text">The whole file.</param>
    /// <exception cref="ModuleException">It is not YAML, or not of kayobe's shape.</exception>
    public static ImageTagsFile Read(string file, string text)
    {
        try
        {
            return new ImageTagsReader(file, text).Read();
        }
        catch (YamlException error)
        {
            throw new ModuleException($"Mend {file}, line {error.Start.Line}: it is no YAML ({error.Message}).");
        }
    }

    private ImageTagsFile Read()
    {
        _events.Consume<StreamStart>();
        _events.Consume<DocumentStart>();
        var services = new List<TaggedService>();
        var found = false;
        InMapping("the file", key =>
        {
            if (key.Value != ImageTagsFile.Variable)
            {
                _events.SkipThisAndNestedEvents();
                return;
            }

            found = true;
            InMapping(ImageTagsFile.Variable, name => services.Add(Service(name)));
        });
        return found && services.Count > 0
            ? new ImageTagsFile(_text, services)
            : throw new ModuleException(
                $"Give kayobe's kolla-image-tags.yml as image_tags_file: {_file} has no tags below {ImageTagsFile.Variable}.");
    }

    private TaggedService Service(Scalar name)
    {
        var rows = new List<TagRow>();
        var (indent, end) = (0, 0);
        InMapping($"{ImageTagsFile.Variable}.{name.Value}", distribution =>
        {
            indent = Column(distribution);
            var row = Row(name.Value, distribution.Value);
            rows.Add(row);
            end = LineEnd(row.End);
        });
        return new TaggedService(name.Value, rows, Column(name), indent, end);
    }

    private TagRow Row(string service, string distribution)
    {
        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return new TagRow(service, distribution, _anchored.GetValueOrDefault(alias.Value, ""), Start(alias), End(alias), null);
        }

        if (!_events.TryConsume<Scalar>(out var tag) || tag.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            throw new ModuleException($"Write one tag on the line of {ImageTagsFile.Variable}.{service}.{distribution} in {_file}: "
                + $"line {_events.Current?.Start.Line} has something else.");
        }

        if (!tag.Anchor.IsEmpty)
        {
            _anchored[tag.Anchor] = tag.Value;
        }

        // An anchor or a tag of YAML's own stands before the value, and is part of what the parser calls the scalar.
        var quote = tag.Style switch { ScalarStyle.SingleQuoted => '\'', ScalarStyle.DoubleQuoted => '"', _ => (char?)null };
        var length = tag.Value.Length + (quote is null ? 0 : 2);
        return new TagRow(service, distribution, tag.Value, End(tag) - length, End(tag), quote);
    }

    private void InMapping(string of, Action<Scalar> each)
    {
        if (!_events.TryConsume<MappingStart>(out _))
        {
            throw new ModuleException($"Mend {_file}, line {_events.Current?.Start.Line}: {of} is no dictionary.");
        }

        while (!_events.TryConsume<MappingEnd>(out _))
        {
            each(_events.Consume<Scalar>());
        }
    }

    private int LineEnd(int from)
    {
        var end = _text.AsSpan(from).IndexOfAny('\r', '\n');
        return end < 0 ? _text.Length : from + end;
    }

    private static int Start(ParsingEvent at) => (int)at.Start.Index;

    private static int End(ParsingEvent at) => (int)at.End.Index;

    private static int Column(ParsingEvent at) => (int)at.Start.Column - 1;
}
