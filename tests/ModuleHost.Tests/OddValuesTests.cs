// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using ModuleHost.Tests.Infra;
using ModuleHost.Validation;
using ModuleHost.Values;

namespace ModuleHost.Tests;

/// <summary>Values that Python can say and JSON cannot, numbers out of range, and texts that mean numbers or dictionaries.</summary>
public sealed class OddValuesTests
{
    [Theory]
    [InlineData("1e400", "int", "float", "float'> cannot be converted to an int")]
    [InlineData("Infinity", "int", "float", "float'> cannot be converted to an int")]
    [InlineData("-Infinity", "float", "float", "float'> cannot be converted to a float")]
    [InlineData("NaN", "float", "float", "float'> cannot be converted to a float")]
    [InlineData("NaN", "bool", "float", "The value 'nan' is not a valid boolean.")]
    [InlineData("[1, NaN]", "list", "list", "it holds nan, which JSON cannot say")]
    [InlineData("{\"a\": [1e400]}", "dict", "dict", "it holds inf, which JSON cannot say")]
    [InlineData("{\"a\": -Infinity}", "raw", "dict", "it holds -inf, which JSON cannot say")]
    [InlineData("\"a\\u0000b\"", "path", "str", "a path cannot hold a NUL character")]
    public void What_cannot_be_said_is_refused_by_the_name_of_its_option(string value, string type, string kind, string reason)
    {
        var complaint = Refuse(value, type);
        Assert.StartsWith($"argument 'it' is of type <class '{kind}'>", complaint, StringComparison.Ordinal);
        Assert.Contains(reason, complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"8.0\"", null)]
    [InlineData("\"1e2\"", null)]
    [InlineData("\"8.5\"", "cannot be converted to an int")]
    [InlineData("\"inf\"", "cannot be converted to an int")]
    public void A_whole_float_as_text_is_a_number(string value, string? complaint) =>
        Assert.Contains(complaint ?? "", Refuse(value, "int") ?? "", StringComparison.Ordinal);

    [Theory]
    [InlineData(-922337203686)]
    [InlineData(-1)]
    [InlineData(4_000_001)]
    public void A_time_that_no_clock_can_be_set_to_is_refused(long seconds) =>
        Assert.Equal(
            $"value of wait must be between 0 and 4000000, got: {seconds}",
            Refuse(new ArgumentSpec([Argument.Seconds("wait", otherwise: 5)]), $$"""{"wait": {{seconds}}}"""));

    [Theory]
    [InlineData("{'a': 00, 'b': -0_0}", """{"a":0,"b":0}""")]
    [InlineData("{'a': 0o17, 'b': 0b11, 'c': 0x1F}", """{"a":15,"b":3,"c":31}""")]
    [InlineData("{'a': - 1, 'b': +2, 'c': -\t0o10}", """{"a":-1,"b":2,"c":-8}""")]
    [InlineData(@"{'a': r'\d\'', 'b': R""\n""}", """{"a":"\\d\\'","b":"\\n"}""")]
    [InlineData("{'a': 1} # the end", """{"a":1}""")]
    [InlineData("{'a': 1, # one\n 'b': 2}", """{"a":1,"b":2}""")]
    [InlineData("{1: 'a', '1': 'b'}", """{"1":"b"}""")]
    [InlineData("""{"a": 1, "a": 2}""", """{"a":2}""")]
    public void A_dictionary_as_text_is_read_as_Python_reads_it(string text, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), MappingText.Read(text)), MappingText.Read(text).ToJsonString());

    [Theory]
    [InlineData("""{"tags": [1.10, "2.0", 3]}""", "tags", "1.1")]
    [InlineData("""{"version": 8.0}""", "version", "8.0")]
    [InlineData("""{"items": [{"name": "a"}, {"release": 9.20}]}""", "items[1].release", "9.2")]
    public void A_number_that_is_used_as_text_is_warned_of(string given, string option, string number)
    {
        var items = Argument.MappingList("items", new ArgumentSpec([Argument.Text("name"), Argument.Text("release")]));
        var spec = new ArgumentSpec([Argument.TextList("tags"), Argument.Text("version"), items]);
        var validator = new ArgumentValidator(new Redactor());
        Assert.Null(validator.Refuse("some.module", spec, JsonText.Parse(given)!.AsObject()));
        Assert.StartsWith($"{option} was given the number {number}, ", Assert.Single(validator.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a": "x", "items": [{"name": "n"}, {"file": "x\u0000y"}]}""", "items[1].file")]
    [InlineData("""{"a": ["x", "\u0000"]}""", "a[1]")]
    [InlineData("""{"a": {"b": 1}}""", null)]
    public void The_option_with_a_NUL_character_is_known(string given, string? option) =>
        Assert.Equal(option, Execution.NulCharacter.In(JsonNode.Parse(given)));

    [Theory]
    [InlineData(@"{'a': '\N{DASH}'}")]
    [InlineData("{'a': 01}")]
    public void What_cannot_be_read_as_Python_reads_it_is_refused(string text) =>
        Assert.Throws<FormatException>(() => MappingText.Read(text));

    [Fact]
    public void A_name_given_twice_has_its_last_value() =>
        Assert.Equal("""{"a":2}""", JsonText.Parse("""{"a": 1, "a": 2}""")!.ToJsonString());

    [Theory]
    [InlineData("5")]
    [InlineData("\"a, b, c\"")]
    [InlineData("{}")]
    public void A_list_that_is_none_is_told_once(string value)
    {
        var spec = new ArgumentSpec([Argument.MappingList("items", new ArgumentSpec([Argument.Text("name")]) { Lenient = true })]);
        var complaint = Refuse(spec, $$"""{"items": {{value}}}""")!;
        Assert.Single(complaint.Split("; "));
    }

    [Fact]
    public void An_item_is_named_with_one_pair_of_quotes()
    {
        var options = new ArgumentSpec([Argument.Text("name"), Argument.Number("size")]) { Lenient = true };
        var complaint = Refuse(new ArgumentSpec([Argument.MappingList("file", options)]), """{"file": [{"name": "n", "size": "x"}]}""");
        Assert.Contains("found in file 'n'", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("''", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_with_a_blank_comes_as_several_words()
    {
        using var host = new InHost();
        var folder = Directory.CreateTempSubdirectory("a folder with blanks ").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "args"), """{"text": "said"}""");
        var answer = await host.RunAsync(Path.Combine(folder, "AnsiballZ_parrot"), Path.Combine(folder, "args").Split(' '));
        Directory.Delete(folder, recursive: true);
        Assert.Equal("said", answer.Text("said"));
    }

    private static string? Refuse(string value, string type) =>
        Refuse(
            Verdicts.AnsibleSpec.Read(JsonNode.Parse("""{"options": {"it": {"type": "?"}}}""".Replace("?", type, StringComparison.Ordinal))!.AsObject()),
            $$"""{"it": {{value}} }""");

    private static string? Refuse(ArgumentSpec spec, string given) =>
        new ArgumentValidator(new Redactor()).Refuse("some.module", spec, JsonText.Parse(given)!.AsObject());
}
