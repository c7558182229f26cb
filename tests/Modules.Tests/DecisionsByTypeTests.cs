// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Tests.Infra;

namespace Modules.Tests;

/// <summary>
/// What a failure is, and what became of an item, is told by types. Whoever looks for words in a message decides by the user's names in it,
/// too, and by whatever the next release says instead.
/// </summary>
public sealed partial class DecisionsByTypeTests
{
    /// <summary>Reads what others say in sentences only, each with tests of its own.</summary>
    private static readonly string[] Readers = ["Modules/Pulp/Api/PulpProse.cs", "Modules/Http/NoAnswerException.cs"];

    [Fact]
    public void No_source_looks_for_words_in_a_message()
    {
        var sources = Path.Combine(SourceTree.Root, "src");
        var found = new[] { "Modules", "ModuleHost" }
            .SelectMany(project => Directory.GetFiles(Path.Combine(sources, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Readers.Contains(Path.GetRelativePath(sources, file)))
            .SelectMany(file => Search().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetRelativePath(sources, file)}: {match.Value}"))
            .ToList();
        Assert.True(found.Count == 0, "Decide by Cause, State or Actions: " + string.Join("; ", found));
    }

    /// <summary>What servers say in sentences is matched in one class for each of them.</summary>
    [Fact]
    public void No_source_but_one_for_each_server_knows_its_sentences()
    {
        var sources = Path.Combine(SourceTree.Root, "src", "Modules");
        var found = Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("Prose.cs", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains(".Says(", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(sources, file));
        Assert.Empty(found);
    }

    /// <summary>A value is read by its argument: an option that is renamed cannot be missed then.</summary>
    [Fact]
    public void No_source_reads_an_option_by_a_name()
    {
        var sources = Path.Combine(SourceTree.Root, "src", "Modules");
        var found = Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => ByName().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(sources, file));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("when (failure.Message.Contains(\"404\", StringComparison.Ordinal))")]
    [InlineData("result.Action.Contains(\"would sync\")")]
    [InlineData("Lasting().IsMatch(failure.Message)")]
    [InlineData("(int?)failure.Details[\"http\"]?[\"status\"]")]
    [InlineData("failure?.InnerException is ModuleException")]
    public void Such_a_search_is_seen(string line) => Assert.Matches(Search(), line);

    [GeneratedRegex(@"\.Given\[""|Argument\.Reader\(|\.Reader\(\w+\[")]
    private static partial Regex ByName();

    [GeneratedRegex(
        @"\b(Message|Action)[?!]?\.(Contains|StartsWith|EndsWith|IndexOf|Split)\(|Match\([^;\n]*\bMessage\)|Details\[""http""\]"
            + "|InnerException is ModuleException")]
    private static partial Regex Search();
}
