// SPDX-License-Identifier: GPL-3.0-or-later
using System.Xml.Linq;
using Tests.Infra;

namespace Modules.Tests;

/// <summary>Each package is pinned once, used somewhere, and DESIGN.md says what for.</summary>
public sealed class PackagesTests
{
    private static readonly string[] Pinned = [.. Names(Path.Combine(SourceTree.Root, "Directory.Packages.props"), "PackageVersion")];

    private static readonly string[] Used =
    [
        .. new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(
            Path.Combine(SourceTree.Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets")
            .Append(Path.Combine(SourceTree.Root, "Directory.Build.props"))
            .SelectMany(file => Names(file, "PackageReference")).Distinct(),
    ];

    [Fact]
    public void What_is_pinned_is_used_and_what_is_used_is_pinned() =>
        Assert.Equal(Pinned.Order(StringComparer.Ordinal), Used.Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_dependencies_names_each()
    {
        var table = File.ReadLines(Path.Combine(SourceTree.Root, "DESIGN.md"))
            .SkipWhile(line => line != "## Dependencies").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1]).ToList();
        Assert.All(Pinned, name => Assert.Contains(table, cell => cell.Split(',').Any(each => each.Trim() == name)));
    }

    private static IEnumerable<string> Names(string file, string element) =>
        XDocument.Load(file).Descendants(element).Select(each => (string?)each.Attribute("Include")).OfType<string>();
}
