// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Tests.Infra;

/// <summary>
/// What one C# file declares and which names it mentions. It is read as text: comments, and texts without holes, do not count.
/// </summary>
internal sealed partial record SourceFile(string Path, string Source)
{
    public string? Namespace { get; } = Declaration().Match(Source) is { Success: true } match ? match.Groups[1].Value : null;

    public IReadOnlySet<string> Usings { get; } = UsingLine().Matches(Source).Select(match => match.Groups[1].Value).ToHashSet();

    public IReadOnlySet<string> Types { get; } = TypeDeclaration().Matches(Source).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Every name that might be a type's; members of other things do not count.</summary>
    public IReadOnlySet<string> Words { get; } = Word().Matches(Code(Source)).Select(match => match.Value).ToHashSet();

    /// <summary>Names with another before them: a namespace, perhaps, and a type in it.</summary>
    public IReadOnlySet<(string Namespace, string Type)> Qualified { get; } =
        QualifiedName().Matches(Code(Source)).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToHashSet();

    public IEnumerable<string> LongLines => Source.Split('\n')
        .Select((line, index) => (line.Length, Number: index + 1))
        .Where(line => line.Length > NamespaceGraph.LongestLine)
        .Select(line => $"{Path}:{line.Number} has {line.Length} characters");

    public static SourceFile Read(string path) => new(path, File.ReadAllText(path));

    private static string Code(string source) =>
        PlainText().Replace(Comment().Replace(source[Math.Max(0, source.IndexOf("\nnamespace ", StringComparison.Ordinal))..], ""), "\"\"");

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|partial|readonly|file) )*"
        + @"(?:class|record struct|record|struct|interface|enum|delegate [^\n(]*?) ?\b(\w+)(?=[\s(<:{;]|$)",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex("""(?<!\$)"(?:[^"\\\n]|\\.)*["]""")]
    private static partial Regex PlainText();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b([A-Z]\w+)\.(?=([A-Z]\w+)\b)")]
    private static partial Regex QualifiedName();
}
