// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modules.Builder.Tags;

/// <summary>The one tag of older releases, <c>kolla_openstack_release</c> in kayobe's <c>kolla.yml</c>.</summary>
internal static class ReleaseTag
{
    private const string Variable = "kolla_openstack_release";

    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What it says.</param>
    /// <param name="tag">The tag to be written.</param>
    /// <returns>The text with the tag: in its line, or in a new one below the comment that shows it, or at the end.</returns>
    /// <exception cref="ModuleException">It is no YAML, or the variable holds more than a text.</exception>
    public static string Written(string path, string text, string tag)
    {
        if (Find(path, text) is not { } found)
        {
            return Added(text, $"{Variable}: {ImageTag.InYaml(tag)}");
        }

        var before = found.Value.Length == 0 && found.Style == ScalarStyle.Plain ? " " : "";
        return found.Value == tag ? text : $"{text[..Start(found)]}{before}{ImageTag.InYaml(tag)}{text[(int)found.End.Index..]}";
    }

    /// <summary>The parser counts an anchor to the scalar; what is written takes the place of both.</summary>
    private static int Start(Scalar found) => (int)found.Start.Index;

    private static Scalar? Find(string path, string text)
    {
        try
        {
            var events = new Parser(new StringReader(text));
            events.Consume<StreamStart>();
            if (!events.TryConsume<DocumentStart>(out _) || !events.TryConsume<MappingStart>(out _))
            {
                return null;
            }

            while (!events.TryConsume<MappingEnd>(out _))
            {
                if (events.Consume<Scalar>().Value != Variable)
                {
                    events.SkipThisAndNestedEvents();
                    continue;
                }

                return events.TryConsume<Scalar>(out var value)
                    ? value
                    : throw new ModuleException($"Write one tag as {Variable} in {path}: it holds something else.");
            }

            return null;
        }
        catch (YamlException error)
        {
            throw new ModuleException($"Mend {path}, line {error.Start.Line}: it is no YAML ({error.Message}).");
        }
    }

    private static string Added(string text, string line)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var shown = text.IndexOf($"# {Variable}:", StringComparison.Ordinal);
        var end = shown < 0 ? text.Length : text.IndexOf('\n', shown) is >= 0 and var at ? at + 1 : text.Length;
        var broken = end > 0 && text[end - 1] != '\n' ? newLine : "";
        return $"{text[..end]}{broken}{line}{newLine}{text[end..]}";
    }
}
