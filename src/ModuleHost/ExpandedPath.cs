using System.Text.RegularExpressions;

namespace ModuleHost;

/// <summary>A path with <c>~</c>, <c>$NAME</c> and <c>${NAME}</c> expanded; unknown variables stay as they are.</summary>
internal static partial class ExpandedPath
{
    public static string Of(string path)
    {
        var expanded = Variable().Replace(
            path, match => Environment.GetEnvironmentVariable(match.Groups[1].Value + match.Groups[2].Value) ?? match.Value);
        return expanded == "~" || expanded.StartsWith("~/", StringComparison.Ordinal)
            ? (Environment.GetEnvironmentVariable("HOME") ?? "~") + expanded[1..]
            : expanded;
    }

    [GeneratedRegex(@"\$(?:(\w+)|\{([^}]+)\})")]
    private static partial Regex Variable();
}
