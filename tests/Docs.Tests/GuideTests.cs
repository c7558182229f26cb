// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>Each defect of today's CI/CD, and each step that was by hand, has a row in the guide, and the test that it names is there.</summary>
public sealed partial class GuideTests
{
    private const string LastOfHeader = "Test";

    private static readonly string Guide = File.ReadAllText(Path.Combine(Pages.Root, "docs", "ci-cd.md"));

    private static readonly string Tests = Path.Combine(Pages.Root, "tests");

    private static readonly IReadOnlyList<string> CodeFiles =
        [.. Directory.EnumerateFiles(Tests, "*Tests.cs", SearchOption.AllDirectories)];

    private static readonly HashSet<string> Methods =
        CodeFiles.SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();

    private static readonly HashSet<string> Classes = CodeFiles.Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();

    public static TheoryData<string> Wanted =>
    [
        .. Numbered("D-GH", 4), .. Numbered("D-GL", 3), .. Numbered("D-W", 9), .. Numbered("D-P", 10), .. Numbered("M", 14),
    ];

    [Theory]
    [MemberData(nameof(Wanted))]
    public void Each_defect_and_each_step_has_one_row_with_its_test(string id)
    {
        var row = Assert.Single(Rows(), cells => Regex.IsMatch(cells[0], $@"^{id}\b"));
        Assert.NotEmpty(Named(row[^1]));
    }

    [Fact]
    public void Each_test_that_the_guide_names_is_there()
    {
        var rows = Rows().ToList();
        Assert.True(rows.Count > 80, $"only {rows.Count} rows name a test");
        Assert.All(rows, cells =>
        {
            var named = Named(cells[^1]).ToList();
            Assert.True(named.Count > 0 || cells[^1] == "the same" || cells[0].Length == 0, $"'{string.Join(" | ", cells)}' names no test");
            Assert.All(named, name => Assert.True(IsThere(name), $"there is no test {name}"));
        });
    }

    [Fact]
    public void A_test_that_is_not_there_is_noticed()
    {
        Assert.False(IsThere("GuideTests.No_such_test"));
        Assert.False(IsThere("NoSuchTests"));
        Assert.False(IsThere("tests/ci: no such check"));
        Assert.True(IsThere("GuideTests.A_test_that_is_not_there…"));
    }

    private static IEnumerable<string> Numbered(string prefix, int last) => Enumerable.Range(1, last).Select(number => $"{prefix}{number}");

    /// <summary>The rows of all tables whose last column is a test, as cells.</summary>
    private static IEnumerable<string[]> Rows()
    {
        var isOfTests = false;
        foreach (var line in Guide.Split('\n'))
        {
            var cells = line.StartsWith('|') ? line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray() : [];
            if (cells.Length == 0)
            {
                isOfTests = false;
            }
            else if (cells[^1].StartsWith(LastOfHeader, StringComparison.Ordinal))
            {
                isOfTests = true;
            }
            else if (isOfTests && !cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                yield return cells;
            }
        }
    }

    /// <summary>The tests of a cell: methods and classes, and checks of a suite in shell as <c>`tests/ci`: "its name"</c>.</summary>
    private static IEnumerable<string> Named(string cell) => Check().Matches(cell).Select(match => $"{match.Groups[1]}: {match.Groups[2]}")
        .Concat(Code().Matches(cell).Select(match => match.Groups[1].Value));

    private static bool IsThere(string name)
    {
        if (name.Split(": ", 2) is [var suite, var check])
        {
            var path = Path.Combine(Pages.Root, suite, "run.sh");
            return File.Exists(path) && Regex.IsMatch(File.ReadAllText(path), $@"(?m)check (['""]){Regex.Escape(check)}\1");
        }

        var method = name.Split('.')[^1];
        return (!name.Contains('.', StringComparison.Ordinal) || Classes.Contains(name.Split('.')[0]))
            && (Classes.Contains(name)
                || (method.EndsWith('…') ? Methods.Any(each => each.StartsWith(method[..^1], StringComparison.Ordinal)) : Methods.Contains(method)));
    }

    [GeneratedRegex(@"public (?:static )?(?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex("`(tests/[a-z]+)`: \"([^\"]+)\"")]
    private static partial Regex Check();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:Tests)?(?:\\.[A-Z]\\w*…?)?|[A-Z]\\w*_\\w*…?)`")]
    private static partial Regex Code();
}
