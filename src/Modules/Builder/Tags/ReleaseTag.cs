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
        if (Find(path, text) is not { } found)
        {
            return Added(text, $"{Variable}: {ImageTag.InYaml(tag)}");
        }

        var (value, place) = found;
        var before = place.Start > 0 && text[place.Start - 1] == ':' ? " " : "";
        return value == tag ? text : $"{text[..place.Start]}{before}{place.Written(tag)}{text[place.End..]}";
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

    private static string Added(string text, string line)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var shown = text.IndexOf($"# {Variable}:", StringComparison.Ordinal);
        if (shown < 0)
        {
            shown = text.IndexOf($"#{Variable}:", StringComparison.Ordinal);
        }

        var end = shown < 0 ? text.Length : text.IndexOf('\n', shown) is >= 0 and var at ? at + 1 : text.Length;
        var broken = end > 0 && text[end - 1] != '\n' ? newLine : "";
        return $"{text[..end]}{broken}{line}{newLine}{text[end..]}";
    }
}
