// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Builder.Tags;

/// <summary>The tag in <c>kolla-build.conf</c>, which kayobe writes for kolla-build.</summary>
internal static class KollaBuildConfiguration
{
    /// <param name="path">The file.</param>
    /// <returns>Its <c>tag</c> in <c>[DEFAULT]</c>, the last one as kolla's reader takes it.</returns>
    /// <exception cref="ModuleException">There is no such file, or no tag in it.</exception>
    public static string Tag(string path)
    {
        var section = "";
        string? tag = null;
        foreach (var line in KeptText.Read(path).Text.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.StartsWith('['))
            {
                section = line;
            }
            else if (section == "[DEFAULT]" && line.IndexOfAny(['=', ':']) is > 0 and var sign && line[..sign].TrimEnd() == "tag")
            {
                tag = Unquoted(line[(sign + 1)..].Trim());
            }
        }

        return tag is { Length: > 0 }
            ? tag
            : throw new ModuleException($"Give tag, or build with kayobe first: {path} has no tag in [DEFAULT].");
    }

    /// <summary>kolla's reader takes a pair of quotes away.</summary>
    private static string Unquoted(string value) =>
        value is ['"' or '\'', .., var last] && last == value[0] ? value[1..^1] : value;
}
