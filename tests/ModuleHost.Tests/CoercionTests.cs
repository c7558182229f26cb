// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Validation;

namespace ModuleHost.Tests;

/// <summary>What is ours alone; what Ansible has too is in <c>Verdicts</c>.</summary>
public sealed class CoercionTests
{
    [Theory]
    [InlineData("one two", """["one","two"]""")]
    [InlineData("  one \n\t two ", """["one","two"]""")]
    [InlineData("one,two", """["one,two"]""")]
    [InlineData("", "[]")]
    public void A_list_may_be_separated_by_blanks(string text, string list) =>
        Assert.Equal(list, Coercion.To(ArgumentType.List, text, ' ')!.ToJsonString());

    [Fact]
    public void A_list_stays_a_list_whatever_separates_it() =>
        Assert.Equal("""["a b","c"]""", Coercion.To(ArgumentType.List, new JsonArray("a b", "c"), ' ')!.ToJsonString());

    [Theory]
    [InlineData("999999999999999.0", 999999999999999)]
    [InlineData("-8.0", -8)]
    [InlineData("8e2", 800)]
    public void A_float_without_a_fraction_is_a_whole_number(string json, long number) =>
        Assert.Equal(number, Coercion.To(ArgumentType.Number, JsonNode.Parse(json))!.GetValue<long>());

    [Fact]
    public void A_float_too_large_to_be_exact_is_no_whole_number() =>
        Assert.Throws<FormatException>(() => Coercion.To(ArgumentType.Number, JsonNode.Parse("1000000000000000.0")));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void A_number_beyond_all_floats_is_refused(string json) =>
        Assert.Throws<FormatException>(() => Coercion.To(ArgumentType.Fraction, JsonNode.Parse(json)));

    [Fact]
    public void A_clearable_number_reads_as_nothing()
    {
        var size = Argument.Number("size") with { Clearable = true };
        var rate = Argument.Fraction("rate") with { Clearable = true };
        var run = new Invocation(new ArgumentValues(new() { ["size"] = "", ["rate"] = "" }), false, false, new());
        Assert.Null(run.Get(size));
        Assert.Null(run.Get(rate));
        Assert.True(run.Has(size));
    }

    [Theory]
    [InlineData("{'a': ")]
    [InlineData("{'a': [")]
    [InlineData("{'a': (")]
    [InlineData("{'a': '\\")]
    [InlineData("{'a': '\\u12")]
    [InlineData("{'a': u")]
    [InlineData("{u'")]
    [InlineData("{[1]: 2}")]
    [InlineData("{'a': 0x}")]
    [InlineData("{'a': -}")]
    [InlineData("{'a': --1}")]
    [InlineData("{'a': '\\ud800'}")]
    public void Half_a_dictionary_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Coercion.To(ArgumentType.Mapping, text));

    [Fact]
    public void A_dictionary_deeper_than_the_stack_is_refused() => Assert.Throws<FormatException>(
        () => Coercion.To(ArgumentType.Mapping, "{'a': " + new string('[', 1_000_000)));
}
