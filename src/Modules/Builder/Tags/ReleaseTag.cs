// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

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
        var expected = YamlValues.Read(path, text);
        expected[Variable] = tag;
        var candidates = Candidates(path, text, tag);
        return candidates.FirstOrDefault(edited => TagEdit.Mistake(path, edited, expected, Variable, tag) is null)
            ?? throw new ModuleException(
                $"Write {Variable} into {path} once, on a line of its own: as the file is written, the module cannot add or change it "
                    + "alone. Nothing was changed.");
    }

    private static IEnumerable<string> Candidates(string path, string text, string tag)
    {
        if (Find(path, text) is not var (value, place))
        {
            var line = $"{Variable}: {ImageTag.InYaml(tag)}";
            return Shown(text) is { } shown ? [Added(text, shown, line), Added(text, text.Length, line)] : [Added(text, text.Length, line)];
        }

        var before = place.Start > 0 && text[place.Start - 1] == ':' ? " " : "";
        return value == tag ? [text] : [$"{text[..place.Start]}{before}{place.Written(tag)}{text[place.End..]}"];
    }

    private static (string Value, YamlPlace Place)? Find(string path, string text)
    {
        (string, YamlPlace)? found = null;
        var yaml = new YamlFile(path, text);
        _ = yaml.Read(key =>
        {
            if (key.Value != Variable)
            {
                yaml.Skip();
                return;
            }

            var line = yaml.Line;
            found = yaml.Text() is var (value, place)
                ? (value.Value, place)
                : throw new ModuleException($"Write one tag as {Variable} in {path}: line {line} holds something else.");
        });
        return found;
    }

    /// <summary>Behind the comment that shows it; null where there is none.</summary>
    private static int? Shown(string text)
    {
        var shown = text.IndexOf($"# {Variable}:", StringComparison.Ordinal);
        shown = shown < 0 ? text.IndexOf($"#{Variable}:", StringComparison.Ordinal) : shown;
        return shown < 0 ? null : text.IndexOf('\n', shown) is >= 0 and var at ? at + 1 : text.Length;
    }

    private static string Added(string text, int at, string line)
    {
        var newLine = LineEnds.At(text, at > 0 ? at - 1 : 0);
        var broken = at > 0 && text[at - 1] != '\n' ? newLine : "";
        return $"{text[..at]}{broken}{line}{newLine}{text[at..]}";
    }
}
