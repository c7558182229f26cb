// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.OpenBao;

/// <summary>Paths of the API, which hold names of mounts, policies and secrets as they are.</summary>
internal static class BaoPath
{
    /// <summary>The path of a name, or of several, below a part of the API. A name may hold slashes.</summary>
    public static string Of(string root, params IEnumerable<string> names) => $"/v1/{root}" + string.Concat(names.Select(name =>
        "/" + Escaped(name)));

    /// <summary>The path of a name below a mount.</summary>
    public static string Below(string mount, params IEnumerable<string> names) => Of(Escaped(mount), names);

    private static string Escaped(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A name without slashes at its ends.</summary>
    /// <exception cref="ModuleException">The server would clean it to another path, or take it for none.</exception>
    public static string Name(Argument argument, string written)
    {
        var name = written.Trim('/');
        if (name.Length > 0 && name.Trim() != name)
        {
            throw new ModuleException(
                $"Take the blanks off the ends of {argument.Name}: OpenBao would keep '{written}' with them, and clients look for it "
                    + "without.");
        }

        return name.Length > 0 && name.Split('/').All(part => part is not ("" or "." or "..")) && !name.Any(char.IsControl)
            ? name
            : throw new ModuleException(
                $"Give a path without empty parts, dots alone or line breaks in {argument.Name}: '{written}' is none.");
    }
}
