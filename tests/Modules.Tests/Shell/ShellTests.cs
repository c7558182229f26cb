// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost.Execution;
using Modules.Shell;
using Tests.Infra;

namespace Modules.Tests.Shell;

/// <summary>What a person reads at a shell.</summary>
public sealed partial class ShellTests
{
    public static TheoryData<string> Modules => [.. Catalog.Modules.Select(module => module.Name)];

    [Theory]
    [MemberData(nameof(Modules))]
    public async Task The_help_of_a_module_has_every_option_and_an_example(string name)
    {
        var page = await RunAsync(name, "--help");

        Assert.StartsWith($"{name}: ", page, StringComparison.Ordinal);
        Assert.All(
            Catalog.Modules.Single(module => module.Name == name).Arguments.Arguments,
            argument => Assert.Contains($"\n  {argument.Name} (", page, StringComparison.Ordinal));
        Assert.Contains($"stackhpc.kayobe_modules.{name}:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("$noun", page, StringComparison.Ordinal);
        Assert.Empty(Mark().Matches(page[..page.IndexOf("\nexample:", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Defaults_choices_and_options_inside_options_are_told()
    {
        var page = await RunAsync("help", "repositories");

        Assert.Contains("\n  timeout (int; default ", page, StringComparison.Ordinal);
        Assert.Contains("\n      policy (str; one of immediate, on_demand, streamed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_what_each_module_is_for()
    {
        var all = await RunAsync("list");
        Assert.All(Catalog.Modules, module => Assert.Matches($"\n  {module.Name}[ \n]", all));
        Assert.Equal(
            "modules with 'rpm_r':\n  rpm_remote      Manage RPM remotes\n  rpm_repository  Manage RPM repositories\n",
            await RunAsync("list", "rpm_r"));
        Assert.Equal("no module has 'zzz' in its name or in what it is for\n", await RunAsync("list", "zzz"));
    }

    [Fact]
    public async Task The_version_is_that_of_galaxy_yml()
    {
        var said = Version().Match(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "galaxy.yml"))).Groups[1].Value;
        Assert.Equal($"{said}\n", await RunAsync("--version"));
    }

    private static async Task<string> RunAsync(params string[] words)
    {
        await using var output = new StringWriter();
        var program = ShellCommands.Of(Catalog.Modules, new Host(Catalog.Modules), CommandLine.ProgramVersion.Of(typeof(Catalog)));
        Assert.Equal(0, await program.RunAsync(words, output, TextWriter.Null));
        return output.ToString();
    }

    [GeneratedRegex(@"\b[BCEIMOV]\(")]
    private static partial Regex Mark();

    [GeneratedRegex("(?m)^version: *(.+)$")]
    private static partial Regex Version();
}
