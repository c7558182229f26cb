// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Documentation;

namespace Docs.Tests;

public sealed class StubTests
{
    [Fact]
    public void A_page_has_facts_and_words() => Assert.Contains(
        """
          colour:
            description:
              - >-
                Its colour.
            type: str
            default: red
            choices:
              - red
              - green
            aliases:
              - color
        """,
        Pages.Of(Pages.Words),
        StringComparison.Ordinal);

    [Fact]
    public void Inner_options_are_inside_theirs() => Assert.Contains(
        """
            type: list
            elements: dict
            suboptions:
              room:
                description:
                  - >-
                    Where the switch is.
                type: str
                required: true
        """,
        Pages.Of(Pages.Words),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "full")]
    [InlineData(false, "none")]
    public void Check_mode_is_told_as_the_module_has_it(bool supported, string support)
    {
        var page = Pages.Of(Pages.Words, lamp: new Lamp(supported));

        Assert.Contains($"changes nothing.\n    support: {support}\n", page, StringComparison.Ordinal);
        Assert.Contains("before and after.\n    support: none\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_the_family_serve_where_a_module_has_none() => Assert.Contains(
        "The colour of the lamp.",
        Pages.Of(Pages.Words.Replace("  colour: Its colour.\n", "", StringComparison.Ordinal), "families: {lamp: {options: {colour: The colour of the $noun.}}}"),
        StringComparison.Ordinal);

    [Fact]
    public void Inner_options_can_take_the_words_of_another_module() => Assert.Contains(
        "Whether it gives light.",
        Pages.Of(
            Pages.Words.Replace("    suboptions:\n      room: Where the switch is.\n      on: Whether it is on.\n", "    suboptions_of: any_lamp\n", StringComparison.Ordinal),
            "families: {lamp: {options: {room: A room., on: Whether it gives light.}}}"),
        StringComparison.Ordinal);

    [Fact]
    public void Long_words_are_folded_below_the_line_length_of_ansible_test() => Assert.All(
        Pages.Of(Pages.Words.Replace("Its colour.", string.Join(' ', Enumerable.Repeat("colour", 100)), StringComparison.Ordinal)).Split('\n'),
        line => Assert.InRange(line.Length, 0, 160));

    [Fact]
    public void A_long_sample_goes_on_in_further_lines_and_stays_what_it_is()
    {
        var sample = $"{{{string.Join(", ", Enumerable.Range(0, 40).Select(at => $"key_{at}: a"))}, last: \"b, c\"}}";
        var page = Pages.Of(Pages.Words.Replace("sample: {name: desk}", $"sample: {sample}", StringComparison.Ordinal));

        Assert.All(page.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
        var read = Words.Document(page[page.LastIndexOf("---\n", StringComparison.Ordinal)..page.LastIndexOf("'''", StringComparison.Ordinal)]);
        var told = (YamlDotNet.RepresentationModel.YamlMappingNode)((YamlDotNet.RepresentationModel.YamlMappingNode)read["lamp"])["sample"];
        Assert.Equal((41, "b, c"), (told.Children.Count, (string?)told["last"]));
    }

    [Fact]
    public void A_page_says_since_when_and_what_to_see_also()
    {
        var page = Pages.Of(Pages.Words + "\nseealso: [bulb]\nversion_added: 0.2.0\n");

        Assert.Contains("version_added: \"0.2.0\"\n", page, StringComparison.Ordinal);
        Assert.Contains("seealso:\n  - module: stackhpc.kayobe_modules.bulb\n", page, StringComparison.Ordinal);
        Assert.Contains("version_added: \"0.1.0\"\n", Pages.Of(Pages.Words), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entitys_result_contains_what_its_options_set()
    {
        var page = Stub.Of(new Subject(
            Modules.Catalog.Modules.Single(module => module.Name == "rpm_remote"),
            WordsFolder.Read(Path.Combine(Pages.Root, "src", "Modules"))));
        var results = page[page.IndexOf("RETURN = ", StringComparison.Ordinal)..];

        Assert.Contains("  contains:\n    pulp_href:\n", results, StringComparison.Ordinal);
        Assert.Contains("    policy:\n", results, StringComparison.Ordinal);
        Assert.DoesNotContain("    password:\n", results, StringComparison.Ordinal); // never told
        Assert.Contains("  sample: [{", results, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_that_old_versions_do_not_know_is_written_as_code() => Assert.Contains(
        "As C(name), C(red).",
        Pages.Of(Pages.Words.Replace("Its colour.", "As O(name), V(red).", StringComparison.Ordinal)),
        StringComparison.Ordinal);
}
