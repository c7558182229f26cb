// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Documentation;

namespace Docs.Tests;

public sealed class RefusalTests
{
    [Fact]
    public void An_option_without_words_is_refused() =>
        Assert.Equal("src/Modules/lamp.yml: no words for option colour of lamp. Write some there, below options.", Pages.Refusal(Without("  colour: Its colour.\n")));

    [Fact]
    public void An_inner_option_without_words_is_refused() =>
        Assert.Equal("src/Modules/lamp.yml: no words for option switches.on of lamp. Write some there, below options.", Pages.Refusal(Without("      on: Whether it is on.\n")));

    [Fact]
    public void Words_without_an_option_are_refused() =>
        Assert.Equal("src/Modules/lamp.yml: words for size, which is no option of lamp", Pages.Refusal(With("  colour: Its colour.\n", "  size: How large it is.\n")));

    [Fact]
    public void Words_without_an_inner_option_are_refused() =>
        Assert.Equal("src/Modules/lamp.yml: words for wall, which is no option of lamp.switches", Pages.Refusal(With("      on: Whether it is on.\n", "      wall: Which wall.\n")));

    [Fact]
    public void A_module_without_a_file_is_refused() =>
        Assert.StartsWith("lamp: no lamp.yml beside its code below src/Modules.", Assert.Throws<WordsException>(
            () => Stub.Of(new Subject(new Lamp(), WordsFolder.Of(new Dictionary<string, string> { ["Shared.yml"] = "sentences: {}" })))).Message, StringComparison.Ordinal);

    [Fact]
    public void Words_for_no_module_are_refused() =>
        Assert.Equal("src/Modules/lamp.yml: words for lamp, which is no module", Assert.Throws<WordsException>(() => Output.Of([], Pages.Folder(Pages.Words), "/")).Message);

    [Fact]
    public void Shared_words_that_nothing_uses_are_refused() =>
        Assert.Equal("src/Modules/Shared.yml, lamp: words for size, which is no option of any module of lamp", Assert.Throws<WordsException>(
            () => Output.Of([new Lamp()], Pages.Folder(Pages.Words, "families: {lamp: {options: {size: How large it is.}}}"), "/")).Message);

    [Fact]
    public void Two_examples_are_too_few() =>
        Assert.Equal("src/Modules/lamp.yml: lamp: 2 of at least 3 examples", Pages.Refusal(Without("  - name: Have one\n    stackhpc.kayobe_modules.lamp:\n      name: desk\n")));

    [Theory]
    [InlineData("      color: green\n", "      size: 3\n", "src/Modules/lamp.yml: lamp: an example uses size, which is no option")]
    [InlineData("      color: green\n", "      color: blue\n", "src/Modules/lamp.yml: lamp.colour: an example uses blue, which is none of red, green")]
    [InlineData("          on: true\n", "          wall: left\n", "src/Modules/lamp.yml: lamp.switches: an example uses wall, which is no option")]
    [InlineData("        - room: office\n          on: true\n", "        - on: true\n", "src/Modules/lamp.yml: lamp.switches: an example lacks room")]
    [InlineData("      name: desk\n      color: green\n", "      color: green\n", "src/Modules/lamp.yml: lamp: an example lacks name")]
    public void An_example_that_would_not_run_is_refused(string right, string wrong, string refusal) =>
        Assert.Equal(refusal, Pages.Refusal(With(right, wrong)));

    [Fact]
    public void Examples_that_are_no_YAML_are_refused() =>
        Assert.StartsWith("src/Modules/lamp.yml: lamp: the examples are no YAML", Pages.Refusal(With("      color: green\n", "      color: [green\n")), StringComparison.Ordinal);

    [Fact]
    public void A_section_nobody_knows_is_refused() =>
        Assert.Equal("src/Modules/lamp.yml: no such section: returns", Pages.Refusal(With("return:", "returns:")));

    [Fact]
    public void A_result_without_a_type_is_refused() =>
        Assert.Equal("src/Modules/lamp.yml: the result lamp lacks type", Pages.Refusal(With(", type: dict", "")));

    [Fact]
    public void A_result_that_nobody_can_picture_is_refused() => Assert.Equal(
        "src/Modules/lamp.yml: the result lamp has neither sample nor contains. Show what it looks like.",
        Pages.Refusal(With(", sample: {name: desk}", "")));

    [Theory]
    [InlineData("items")]
    [InlineData("count")]
    public void A_result_that_Jinja_takes_for_a_method_is_refused(string name)
    {
        var words = $"src/Modules/lamp.yml: the result {name} is called as a method of Python, which Jinja finds first. Give it another name.";
        Assert.Equal(words, Pages.Refusal(With("  lamp: {description", $"  {name}: {{description")));
        Assert.Equal(words, Pages.Refusal(With(
            "type: dict}", $"type: dict, contains: {{{name}: {{description: How many., returned: success, type: int}}}}}}")));
    }

    private static string Without(string part) => With(part, "");

    private static string With(string right, string other)
    {
        Assert.Contains(right, Pages.Words, StringComparison.Ordinal);
        return Pages.Words.Replace(right, other, StringComparison.Ordinal);
    }
}
