// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;

namespace CommandLine.Tests;

public sealed class CommandProgramTests
{
    [Fact]
    public async Task The_help_tells_commands_options_defaults_and_the_note()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.StartsWith("lamp: gives light\n\nusage: lamp [options]\n       lamp COMMAND\n", output, StringComparison.Ordinal);
        Assert.Contains("  shine [COLOUR]    give light\n", output, StringComparison.Ordinal);
        Assert.Contains("  --watts N   how much it takes (default 60)\n", output, StringComparison.Ordinal);
        Assert.EndsWith("\nexample: lamp shine\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("unnamed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "shine")]
    [InlineData("shine", "--help")]
    [InlineData("shine", "-h")]
    public async Task The_help_of_a_command_is_had_in_all_the_usual_ways(params string[] words) =>
        Assert.StartsWith("shine: give light\n\nusage: lamp shine [COLOUR]\n", (await RunAsync(words)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("there is no command 'shin'; did you mean 'shine'?", "shin")]
    [InlineData("there is no command 'shin'; did you mean 'shine'?", "help", "shin")]
    [InlineData("there is no command 'xyz'", "xyz")]
    [InlineData("there is no option --wats; did you mean '--watts'?", "--wats", "3")]
    [InlineData("there is no option --hepl; did you mean '--help'?", "shine", "--hepl")]
    [InlineData("there is no place for 'blue' in 'lamp shine'", "shine", "red", "blue")]
    [InlineData("--watts needs a value", "--watts")]
    [InlineData("--watts needs a number from 1, not 'many'", "--watts", "many")]
    [InlineData("'lamp completion' needs SHELL", "completion")]
    [InlineData("there is completion for bash and zsh, not for 'fish'", "completion", "fish")]
    public async Task What_is_wrong_is_told_and_what_was_meant(string complaint, params string[] words)
    {
        var (code, output, error) = await RunAsync(words);

        Assert.Equal((2, ""), (code, output));
        Assert.Equal($"lamp: {complaint}\n'lamp help' tells what there is.\n", error);
    }

    [Fact]
    public async Task The_version_is_the_builds() => Assert.Equal("1.2.3-dev.4\n", (await RunAsync("--version")).Output);

    [Theory]
    [InlineData("lamp sh", "shine\n")]
    [InlineData("lamp completion ", "bash\nzsh\n")]
    [InlineData("lamp --wa", "--watts\n")]
    [InlineData("lamp help unn", "unnamed\n")]
    public async Task A_line_is_completed(string line, string words) =>
        Assert.Contains(words, (await RunAsync($"[suggest:{line.Length}]", line)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_command_runs_with_what_it_was_given() => Assert.Equal("red 60", (await RunAsync("shine", "red")).Output);

    [Fact]
    public async Task A_word_that_begins_with_an_at_sign_is_no_file() => Assert.Equal("@red 60", (await RunAsync("shine", "@red")).Output);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Lamp().RunAsync(words, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static CommandProgram Lamp()
    {
        var watts = CommandOption.Number("--watts", "N", "how much it takes", 60, 1);
        var colour = new Argument<string?>("COLOUR") { Arity = ArgumentArity.ZeroOrOne };
        var shine = new Command("shine", "give light") { Arguments = { colour } };
        var root = new RootCommand("gives light") { Options = { watts }, Subcommands = { shine, new Command("unnamed") } };
        shine.SetAction(parsed => parsed.InvocationConfiguration.Output.Write($"{parsed.GetValue(colour)} {parsed.GetValue(watts)}"));
        return new CommandProgram("lamp", "1.2.3-dev.4", root).Note(root, "example: lamp shine");
    }
}
