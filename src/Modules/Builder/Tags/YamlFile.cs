// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modules.Builder.Tags;

/// <summary>A file in YAML, walked through event by event, so that it is known where each value stands.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="text">What it says.</param>
internal sealed class YamlFile(string path, string text)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The parser does not count a byte order mark.</summary>
    private readonly int _first = text.StartsWith(ByteOrderMark) ? 1 : 0;

    private readonly Parser _events = new(new StringReader(text.TrimStart(ByteOrderMark)));

    /// <summary>The line that is read next.</summary>
    public long Line => _events.Current?.Start.Line ?? 1;

    /// <summary>Reads what the file holds beside comments.</summary>
    /// <param name="each">Reads the value of a key.</param>
    /// <returns>Whether it holds anything.</returns>
    /// <exception cref="ModuleException">It is no YAML, or something else than a dictionary.</exception>
    public bool Read(Action<Scalar> each)
    {
        try
        {
            _events.Consume<StreamStart>();
            if (!_events.TryConsume<DocumentStart>(out _) || _events.Accept<Scalar>(out var empty) && empty.Value.Length == 0)
            {
                return false;
            }

            InMapping("the file", each);
            return true;
        }
        catch (YamlException error)
        {
            throw new ModuleException($"Mend {path}, line {error.Start.Line}: it is no YAML ({error.Message}).");
        }
    }

    /// <summary>Reads a dictionary; what a merge key brings stands elsewhere.</summary>
    /// <exception cref="ModuleException">It is something else.</exception>
    public void InMapping(string of, Action<Scalar> each)
    {
        if (!_events.TryConsume<MappingStart>(out _))
        {
            throw new ModuleException($"Mend {path}, line {Line}: {of} is no dictionary.");
        }

        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (_events.Consume<Scalar>() is { Value: not "<<" } key)
            {
                each(key);
            }
            else
            {
                Skip();
            }
        }
    }

    /// <summary>Leaves a value out.</summary>
    public void Skip() => _events.SkipThisAndNestedEvents();

    /// <summary>The name of an anchor that is repeated here; null where the value is no alias.</summary>
    public (AnchorName Of, YamlPlace Place)? Alias() => _events.TryConsume<AnchorAlias>(out var alias)
        ? (alias.Value, new(At(alias.Start), At(alias.End), null))
        : null;

    /// <summary>A text on one line, and where it stands without its anchor and its type; null where the value is something else.</summary>
    public (Scalar Text, YamlPlace Place)? Text()
    {
        if (!_events.TryConsume<Scalar>(out var value))
        {
            return null;
        }

        var end = At(value.End);
        var quote = value.Style switch { ScalarStyle.SingleQuoted => '\'', ScalarStyle.DoubleQuoted => '"', _ => (char?)null };
        var start = quote is { } sign ? text.IndexOf(sign, At(value.Start)) : end - value.Value.Length;
        // A text in quotes may be written otherwise than it reads; one without them that is, goes over several lines.
        var isOnOneLine = start >= 0 && start <= end && !text.AsSpan(start, end - start).ContainsAny('\r', '\n')
            && (quote is not null || text.AsSpan(start, end - start).SequenceEqual(value.Value));
        return isOnOneLine ? (value, new(start, end, quote)) : null;
    }

    /// <summary>The end of the line that a place is on.</summary>
    public int LineEnd(int from)
    {
        var end = text.AsSpan(from).IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : from + end;
    }

    private int At(Mark mark) => (int)mark.Index + _first;
}

/// <summary>Where a value stands in a text.</summary>
/// <param name="Start">Where it begins, its quotes and an alias's star included.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Quote">The quote around it; null for none.</param>
internal sealed record YamlPlace(int Start, int End, char? Quote)
{
    /// <summary>A tag as it is to stand there.</summary>
    public string Written(string tag) => Quote is { } quote ? $"{quote}{tag}{quote}" : ImageTag.InYaml(tag);
}
