// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Tests.Ci.Generated;

public sealed class YamlTextTests
{
    [Fact]
    public void A_tree_is_written_in_blocks_with_indented_lists()
    {
        var tree = YamlTree.Map(
            ("stages", YamlTree.Texts("build", "test")),
            ("job", YamlTree.Map(
                ("script", YamlTree.List(YamlTree.Text("set -e\necho x\n"))), ("retries", YamlTree.Number(2)), ("none", null))),
            ("empty", YamlTree.Map()));
        Assert.Equal(
            "---\nstages:\n  - build\n  - test\njob:\n  script:\n    - |\n      set -e\n      echo x\n  retries: 2\nempty: {}\n",
            YamlText.Of(tree));
    }

    [Theory]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("2024.1", "\"2024.1\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("0x10", "\"0x10\"")]
    [InlineData("2026-11-26", "\"2026-11-26\"")]
    [InlineData("", "\"\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("- x", "\"- x\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("a #b", "\"a #b\"")]
    [InlineData("ends:", "\"ends:\"")]
    [InlineData(" blank", "\" blank\"")]
    [InlineData("{{ x }}", "\"{{ x }}\"")]
    [InlineData("10.21.16.1:80", "\"10.21.16.1:80\"")]
    [InlineData("$A == \"web\"", "$A == \"web\"")]
    [InlineData("${{ vars.REGISTRY_URL }}", "${{ vars.REGISTRY_URL }}")]
    [InlineData("* \"x\"", "'* \"x\"'")]
    [InlineData("a\tb", "\"a\tb\"")]
    [InlineData("docker:27.4.1", "docker:27.4.1")]
    public void A_text_stays_one_to_every_reader(string text, string written)
    {
        var document = YamlText.Of(YamlTree.Map(("k", YamlTree.Text(text))));
        Assert.Equal($"---\nk: {written}\n", document);
        Assert.Equal(text, ((YamlScalarNode)YamlTree.Find(YamlTree.Parse(document, "it"), "k")!).Value);
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\ntwo\n\n")]
    [InlineData("  leads\nx\n")]
    [InlineData("trails  \nx\n")]
    [InlineData("\ttab\nx")]
    [InlineData("\n")]
    [InlineData("a\r\nb")]
    [InlineData("long word ", 400)]
    public void Every_text_comes_back(string text, int times = 1)
    {
        text = string.Concat(Enumerable.Repeat(text, times));
        var document = YamlText.Of(YamlTree.List(YamlTree.Text(text)));
        Assert.Equal(text, ((YamlScalarNode)((YamlSequenceNode)YamlTree.Parse(document, "it")).Children[0]).Value);
    }

    [Theory]
    [InlineData("a: \"x\"\nb: [1, 2]\n", "# said\na:   x\nb:\n- 1\n- 2\n", true)]
    [InlineData("a: &x {c: d}\nb: *x\n", "a: {c: d}\nb: {c: d}\n", true)]
    [InlineData("a: 1", "a: \"1\"", false)]
    [InlineData("a: !reference [.x, script]", "a: [.x, script]", false)]
    [InlineData("a: 1\nb: 2", "b: 2\na: 1", false)]
    public void Trees_are_equal_whatever_their_layout(string one, string other, bool equal) =>
        Assert.Equal(equal, YamlText.Of(YamlTree.Parse(one, "one")) == YamlText.Of(YamlTree.Parse(other, "other")));

    [Fact]
    public void A_reference_keeps_its_tag_and_its_line() =>
        Assert.Equal(
            "---\nscript:\n  - !reference [.get_secrets, script]\n",
            YamlText.Of(YamlTree.Parse("script:\n- !reference\n  - .get_secrets\n  - script\n", "it")));

    [Fact]
    public void What_a_playbook_wrote_keeps_its_types() =>
        Assert.Equal(
            "---\na: 1.5\nb: true\nc: \"true\"\nd: null\n",
            YamlText.Of(YamlTree.Of(JsonNode.Parse("""{"a":1.5,"b":true,"c":"true","d":null}"""))));

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: b: c")]
    [InlineData("*none")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("a: 1\na: 2")]
    public void What_is_no_tree_is_refused_by_name(string text) =>
        Assert.Contains("gitlab_x", Assert.Throws<ModuleHost.ModuleException>(() => YamlTree.Parse(text, "gitlab_x")).Message,
            StringComparison.Ordinal);
}
