// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Tests.Infra;

namespace ModuleHost.Tests;

/// <summary>Whatever stands in the place of the arguments, the answer is a failure that says what is wrong.</summary>
public sealed class BadArgumentsTests : IDisposable
{
    private readonly InHost _host = new();

    public static TheoryData<string, string> Contents => new()
    {
        { "", "The arguments are not JSON (line 1, byte 1)." },
        { "  \n ", "The arguments are not JSON (line 2, byte 2)." },
        { "name=x", "The arguments are not JSON (line 1, byte 2)." },
        { "{\"a\": 1", "The arguments are not JSON (line 1, byte 8)." },
        { "{}{}", "The arguments are not JSON (line 1, byte 3)." },
        { "[]", "The arguments are not a JSON object." },
        { "[{\"text\": \"x\"}]", "The arguments are not a JSON object." },
        { "null", "The arguments are not a JSON object." },
        { "\"text\"", "The arguments are not a JSON object." },
        { "5", "The arguments are not a JSON object." },
        { """{"text": "\ud800"}""", @"The arguments cannot be understood: half of a character (a lone surrogate such as \ud800) is no text." },
        { """{"\udc00": 1}""", @"The arguments cannot be understood: half of a character (a lone surrogate such as \ud800) is no text." },
        { """{"anything": [{"a": "x\udc00y"}]}""", @"The arguments cannot be understood: half of a character (a lone surrogate such as \ud800) is no text." },
        { "{\"anything\": " + new string('[', 100_000), "The arguments are not JSON (line 1, byte" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Nonsense_is_refused(string content, string message) =>
        Refused(message, await _host.CallAsync("parrot", content));

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused() => Refused(
        "are not UTF-8 (byte 11).",
        await _host.RunAsync("AnsiballZ_parrot", [_host.FileOf([.. "{\"text\": \""u8, 0xff, 0xfe, .. "\"}"u8])]));

    [Fact]
    public async Task A_byte_order_mark_is_no_harm()
    {
        var answer = await _host.RunAsync("AnsiballZ_parrot", [_host.FileOf([0xef, 0xbb, 0xbf, .. "{\"text\": \"x\"}"u8])]);
        Assert.Equal("x", answer.Text("said"));
    }

    [Theory]
    [InlineData("/no/such/file", "Cannot read the arguments file '/no/such/file': ")]
    [InlineData("/tmp", "Cannot read the arguments file '/tmp': ")]
    [InlineData("", "Cannot read the arguments file '': ")]
    [InlineData("a\0b", "Cannot read the arguments file")]
    public async Task A_file_that_cannot_be_read_is_named(string file, string message) =>
        Refused(message, await _host.RunAsync("AnsiballZ_parrot", [file]));

    [Fact]
    public async Task Without_a_file_Ansible_gets_an_answer_all_the_same() =>
        Refused("Give one file with the arguments", await _host.RunAsync("/tmp/AnsiballZ_parrot", []));

    [Fact]
    public async Task Too_many_words_are_refused() =>
        Refused("Give one file with the arguments", await _host.RunAsync("kayobe-modules", ["parrot", "a", "b"]));

    [Theory]
    [InlineData("AnsiballZ_dodo", "{}", "There is no module 'dodo' in this program; --list shows the ones there are.")]
    [InlineData("AnsiballZ_moa", """{"_ansible_module_name": "a.b.dodo"}""", "There is no module 'dodo' in this program; --list shows the ones there are.")]
    [InlineData("AnsiballZ_Parrot", "{}", "There is no module 'Parrot'")]
    [InlineData("AnsiballZ_", "{}", "There is no module ''")]
    [InlineData("AnsiballZ_moa", """{"_ansible_module_name": "a.b."}""", "There is no module ''")]
    public async Task An_unknown_module_is_named(string executable, string arguments, string message) =>
        Refused(message, await _host.RunAsync(executable, [_host.FileOf(arguments)]));

    [Fact]
    public async Task A_module_that_is_alike_is_named() => Refused(
        "There is no module 'parot' in this program; did you mean 'parrot'? --list shows", await _host.CallAsync("parot", "{}"));

    [Fact]
    public async Task An_option_that_is_alike_is_named_beside_Ansibles_own_words()
    {
        var answer = await _host.CallAsync("parrot", """{"txt": "x", "nothing_like_it": 1}""");
        Refused("Unsupported parameters for (parrot) module: nothing_like_it, txt. Supported parameters include: ", answer);
        Assert.Equal("There is no option 'txt'; did you mean 'text'?", Assert.Single(answer["warnings"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task An_unknown_module_shows_no_arguments()
    {
        _ = await _host.CallAsync("dodo", """{"password": "hunter2hunter2"}""");
        Assert.DoesNotContain("hunter2", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"_ansible_module_name": 5, "text": "x"}""")]
    [InlineData("""{"_ansible_module_name": null, "text": "x", "_ansible_check_mode": "no", "_ansible_diff": 0}""")]
    public async Task Settings_of_a_wrong_kind_are_ignored(string arguments) =>
        Assert.Equal("x", (await _host.CallAsync("parrot", arguments)).Text("said"));

    public void Dispose() => _host.Dispose();

    private void Refused(string message, System.Text.Json.Nodes.JsonObject answer)
    {
        Assert.Equal("true", answer["failed"]!.ToJsonString());
        Assert.Equal("false", answer["changed"]!.ToJsonString());
        Assert.Contains(message, answer.Text("msg"), StringComparison.Ordinal);
        Assert.False(answer.ContainsKey("exception"), answer.Text("exception"));
        Assert.Equal(1, _host.ExitCode);
    }
}
