// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>What operators read is whole: a page for each playbook, links that lead somewhere, the same defaults everywhere.</summary>
public sealed partial class PageTests
{
    private static readonly string Playbooks = Path.Combine(Pages.Root, "playbooks");
    private static readonly string PlaybookPages = Path.Combine(Pages.Root, "docs", "playbooks");

    [Fact]
    public void Each_playbook_has_a_page_and_each_page_a_playbook() =>
        Assert.Equal(Names(Playbooks, "*.yml"), Names(PlaybookPages, "*.md").Where(name => name != "README"));

    [Fact]
    public void The_list_of_playbooks_names_each_and_says_whose_it_is()
    {
        var list = File.ReadAllText(Path.Combine(PlaybookPages, "README.md"));
        Assert.All(Names(Playbooks, "*.yml"), name => Assert.Matches($@"\| \[{name}\]\({name}\.md\) \| (kayobe's own|adds something) \| .+ \|", list));
    }

    [Fact]
    public void A_page_shows_how_its_playbook_is_run_and_on_which_hosts() => Assert.All(Names(Playbooks, "*.yml"), name =>
    {
        var page = File.ReadAllText(Path.Combine(PlaybookPages, name + ".md"));
        var hosts = Hosts().Match(File.ReadAllText(Path.Combine(Playbooks, name + ".yml"))).Groups["hosts"].Value;
        Assert.StartsWith($"# {name}\n", page, StringComparison.Ordinal);
        Assert.Contains($"ansible-playbook stackhpc.kayobe_modules.{name.Replace('-', '_')}", page, StringComparison.Ordinal);
        Assert.All((hosts.Length > 0 ? hosts : "localhost").Split(','), host => Assert.Contains(host, page, StringComparison.Ordinal));
    });

    [Fact]
    public void A_page_names_no_variable_that_its_playbook_does_not_know() => Assert.All(Names(Playbooks, "*.yml"), name =>
    {
        // What a role, an imported playbook or the variables beside it know counts, too.
        var known = string.Concat(Directory.EnumerateFiles(Playbooks, "*.yml", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Pages.Root, "collection", "roles"), "*.yml", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(Pages.Root, "shims"), "*.yml", SearchOption.AllDirectories))
            .Select(File.ReadAllText));
        Assert.All(
            Variable().Matches(File.ReadAllText(Path.Combine(PlaybookPages, name + ".md")))
                .SelectMany(row => Word().Matches(row.Groups[1].Value)).Select(word => word.Groups[1].Value),
            variable => Assert.Contains(variable, known, StringComparison.Ordinal));
    });

    [Fact]
    public void Every_link_between_pages_leads_to_a_file() => Assert.All(
        Directory.EnumerateFiles(Pages.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Pages.Root, "docs"), "*.md", SearchOption.AllDirectories)),
        page => Assert.All(
            Link().Matches(File.ReadAllText(page)).Select(link => link.Groups[1].Value),
            target => Assert.True(
                Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)), $"{Path.GetRelativePath(Pages.Root, page)} leads to {target}")));

    [Fact]
    public void The_server_of_roles_is_the_same_wherever_it_is_left_out()
    {
        var said = Directory.EnumerateFiles(Path.Combine(Pages.Root, "collection", "roles"), "*", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).SelectMany(line => Server().Matches(line)).Select(match => match.Value).ToList();
        Assert.True(said.Count >= 24);
        Assert.All(said, server => Assert.Equal("http://localhost:8080", server));
    }

    private static IEnumerable<string> Names(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?m)^  hosts: (?:""\{\{ .*default\('(?<hosts>[^']+)'\) \}\}""|(?<hosts>\S+))$")]
    private static partial Regex Hosts();

    [GeneratedRegex(@"(?m)^\| (`.*?`) \|")]
    private static partial Regex Variable();

    [GeneratedRegex("`([A-Za-z_]+)`")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://localhost(:[0-9]+)?")]
    private static partial Regex Server();
}
