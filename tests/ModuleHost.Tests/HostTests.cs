// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Execution;
using ModuleHost.Secrets;
using ModuleHost.Tests.Infra;
using ModuleHost.Values;

namespace ModuleHost.Tests;

public sealed class HostTests : IDisposable
{
    private const string Secret = "hunter2hunter2";

    private readonly InHost _host = new();

    [Fact]
    public async Task A_result_has_the_modules_values_and_no_failure()
    {
        var answer = await _host.CallAsync("parrot", """{"text": "hello"}""");
        Assert.Equal("""{"changed":false,"said":"hello","again":null,"check":false,"diff_mode":false}""", Without(answer, "invocation"));
        Assert.Equal(0, _host.ExitCode);
    }

    [Fact]
    public async Task A_difference_is_shown_before_and_after()
    {
        var answer = await _host.CallAsync("worker", """{"text": "b", "_ansible_diff": true}""");
        Assert.Equal("""{"changed":true,"diff":{"before":{"a":1},"after":{"a":"b"}}}""", Without(answer, "invocation"));
    }

    [Theory]
    [InlineData("_ansible_check_mode", "check")]
    [InlineData("_ansible_diff", "diff_mode")]
    public async Task Ansibles_own_switches_reach_the_module(string switched, string seen) =>
        Assert.Equal("true", (await _host.CallAsync("parrot", $$"""{"{{switched}}": true}"""))[seen]!.ToJsonString());

    [Theory]
    [InlineData("parrot", "/tmp/ansible-tmp-1/AnsiballZ_parrot")]
    [InlineData("stackhpc.kayobe_modules.parrot", "AnsiballZ_whatever")]
    [InlineData("pulp.squeezer.parrot", "AnsiballZ_parrot")]
    [InlineData("parrot", "kayobe-modules")]
    [InlineData("pulp.squeezer.old_name_of_the_parrot", "/tmp/AnsiballZ_parrot")]
    [InlineData(null, "/tmp/AnsiballZ_parrot")]
    [InlineData(null, "AnsiballZ_parrot.bin")]
    [InlineData(null, "./parrot")]
    public async Task A_module_is_found_by_the_name_in_the_task_or_else_by_the_name_of_the_file(string? name, string executable)
    {
        var named = name is null ? "{}" : $$"""{"_ansible_module_name": "{{name}}"}""";
        Assert.Equal("false", (await _host.RunAsync(executable, [_host.FileOf(named)]))["changed"]!.ToJsonString());
        Assert.Equal(0, _host.ExitCode);
    }

    [Theory]
    [InlineData("AnsiballZ_parrot", "{}", false)]
    [InlineData("AnsiballZ_parrot", "{\"_ansible_keep_remote_files\": true}", true)]
    [InlineData("kayobe-modules", "{}", true)]
    public async Task Arguments_that_Ansible_copied_here_are_off_the_disk_once_they_are_read(string executable, string arguments, bool stays)
    {
        var file = _host.FileOf(arguments);
        await _host.RunAsync(Path.Combine(Path.GetDirectoryName(file)!, executable), executable == "kayobe-modules" ? ["parrot", file] : [file]);
        Assert.Equal(stays, File.Exists(file));
    }

    [Fact]
    public async Task A_person_may_name_the_module_and_give_a_file() =>
        Assert.Equal("hi", (await _host.RunAsync("kayobe-modules", ["parrot", _host.FileOf("""{"text": "hi"}""")])).Text("said"));

    [Fact]
    public async Task A_name_on_the_command_line_is_what_an_old_name_in_the_task_leads_to()
    {
        const string arguments = """{"text": "hi", "_ansible_module_name": "pulp.squeezer.old_name_of_the_parrot"}""";
        Assert.Equal("hi", (await _host.RunAsync("kayobe-modules", ["parrot", "-"], arguments)).Text("said"));
    }

    [Fact]
    public async Task A_person_may_give_the_arguments_on_standard_input() =>
        Assert.Equal("hi", (await _host.RunAsync("kayobe-modules", ["parrot", "-"], """{"text": "hi"}""")).Text("said"));

    [Fact]
    public async Task Standard_input_is_not_read_when_there_is_a_file()
    {
        using var input = new MustNotBeRead();
        await using var output = new StringWriter();
        Assert.Equal(0, await new Host(Animals.All).RunAsync("AnsiballZ_parrot", [_host.FileOf("{}")], input, output));
    }

    [Theory]
    [InlineData("/tmp/x/AnsiballZ_parrot", "/tmp/x/args")]
    [InlineData("/tmp/x/AnsiballZ_no_module_of_ours")]
    [InlineData("/home/x/.ansible/kayobe_modules/0123abcd", "parrot", "-")]
    [InlineData("/home/x/.ansible/kayobe_modules/0123abcd", "old_name", "-")]
    [InlineData("kayobe-modules", "parrot", "arguments.json")]
    [InlineData("plugins/modules/parrot", "arguments.json")]
    public void A_call_of_a_module_is_known_before_anything_else(string executable, params string[] commandLine) =>
        Assert.True(new Host(Animals.All).IsCalled(executable, commandLine));

    [Theory]
    [InlineData("kayobe-modules")]
    [InlineData("kayobe-modules", "--list")]
    [InlineData("kayobe-modules", "parrot")]
    [InlineData("kayobe-modules", "parrot", "--help")]
    [InlineData("kayobe-modules", "parot", "arguments.json")]
    [InlineData("plugins/modules/parrot", "--help")]
    public void What_is_none_is_for_a_person(string executable, params string[] commandLine) =>
        Assert.False(new Host(Animals.All).IsCalled(executable, commandLine));

    [Fact]
    public async Task Unknown_keys_of_Ansible_are_ignored() => Assert.Equal("x", (await _host.CallAsync(
        "parrot", """{"text": "x", "_ansible_of_the_future": {"a": [1]}, "_ansible_no_log": true, "_ansible_tmpdir": null, "_ansible_verbosity": 4}"""))
        .Text("said"));

    [Fact]
    public async Task Nothing_of_Ansibles_own_is_in_the_answer()
    {
        _ = await _host.CallAsync("parrot", """{"_ansible_tmpdir": "/x", "_ansible_inject_invocation": true}""");
        Assert.DoesNotContain("_ansible", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_names_its_module_is_a_call_whatever_the_program_is_called() =>
        Assert.True(new Host(Animals.All).IsCalled("kayobe-modules", [_host.FileOf("""{"_ansible_module_name": "parrot"}""")]));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"_ansible_inject_invocation": true}""", true)]
    [InlineData("""{"_ansible_inject_invocation": false}""", false)]
    public async Task The_invocation_is_shown_unless_unwanted(string arguments, bool shown) =>
        Assert.Equal(shown, (await _host.CallAsync("parrot", arguments)).ContainsKey("invocation"));

    [Fact]
    public async Task The_invocation_has_every_argument_with_secrets_hidden()
    {
        var answer = await _host.CallAsync("parrot", $$$"""
            {"old_text": "t", "password": "{{{Secret}}}", "user": "me", "auth": {"token": "b", "realm": "library"}, "pins": "1,2"}
            """);
        Assert.Equal(
            """
            {"old_text":"t","password":"*","user":"*","auth":{"token":"*","realm":"library"},"pins":"*","text":"t","state":null,"outdated":null,"anything":null}
            """.Replace("*", Redactor.Hidden, StringComparison.Ordinal),
            answer["invocation"]!["module_args"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"pasword": "hunter2hunter2"}""")]
    [InlineData("""{"auth": {"tocken": "hunter2hunter2"}}""")]
    [InlineData("""{"auth": "token=hunter2hunter2 x"}""")]
    [InlineData("""{"auth": ["token=hunter2hunter2"]}""")]
    [InlineData("""{"password": "hunter2hunter2", "nothing": "by that name"}""")]
    public async Task A_refused_call_gives_no_secret_away(string arguments)
    {
        Assert.True((await _host.CallAsync("parrot", arguments)).ContainsKey("failed"));
        Assert.DoesNotContain("hunter2", _host.Output, StringComparison.Ordinal);
        Assert.Equal(1, _host.ExitCode);
    }

    [Fact]
    public async Task Deprecated_arguments_and_doubled_ones_are_reported()
    {
        var answer = await _host.CallAsync("parrot", """{"text": "a", "old_text": "b", "outdated": "c"}""");
        Assert.Equal("""["Both option text and its alias old_text are set."]""", answer["warnings"]!.ToJsonString());
        Assert.Equal(
            """[{"msg":"Param 'outdated' is deprecated. Use text.","collection_name":"stackhpc.kayobe_modules"}]""",
            answer["deprecations"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("b", answer.Text("said"));
    }

    [Fact]
    public async Task A_failure_keeps_its_warnings_and_hides_secrets_in_them()
    {
        var answer = await _host.CallAsync("warner", $$"""{"text": "the {{Secret}}", "password": "{{Secret}}"}""");
        Assert.Equal("""["mind the ********"]""", answer["warnings"]!.ToJsonString());
        Assert.Equal("stopped", answer.Text("msg"));
    }

    [Fact]
    public async Task A_module_without_check_mode_is_skipped_in_it()
    {
        var answer = await _host.CallAsync("novice", """{"_ansible_check_mode": true, "_ansible_module_name": "a.b.novice"}""");
        Assert.Equal(
            """{"changed":false,"skipped":true,"msg":"remote module (a.b.novice) does not support check mode"}""", Without(answer, "invocation"));
        Assert.Equal(0, _host.ExitCode);
        Assert.Equal("true", (await _host.CallAsync("novice", "{}")).Text("changed"));
    }

    [Fact]
    public async Task An_expected_failure_has_its_message_and_details_and_no_trace()
    {
        var answer = await _host.CallAsync("complainer", """{"text": "do it"}""");
        Assert.Equal("""{"changed":true,"failed":true,"msg":"cannot do it","status":404}""", Without(answer, "invocation"));
        Assert.Equal(1, _host.ExitCode);
    }

    [Fact]
    public async Task A_bug_has_a_trace_without_secrets()
    {
        var answer = await _host.CallAsync("thrower", $$"""{"text": "a {{Secret}} b", "password": "{{Secret}}"}""");
        Assert.Equal("This is a bug in the module: InvalidOperationException: broken by a ******** b", answer.Text("msg"));
        Assert.Contains("InvalidOperationException: broken by a ******** b", answer.Text("exception"), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _host.Output, StringComparison.Ordinal);
        Assert.Equal(1, _host.ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_printed_is_a_bug_that_is_answered()
    {
        var answer = await _host.CallAsync("mumbler", "{}");
        Assert.Equal("This is a bug in the module: its answer cannot be printed (ArgumentException).", answer.Text("msg"));
        Assert.Equal(1, _host.ExitCode);
    }

    [Fact]
    public async Task A_secret_the_module_derives_is_hidden_too()
    {
        var basic = Convert.ToBase64String("me:pass"u8);
        var answer = await _host.CallAsync("blusher", $$"""{"text": "Authorization: Basic {{basic}}", "user": "me", "password": "pass"}""");
        Assert.Equal("Authorization: Basic ********", answer.Text("said"));
        Assert.Equal("Authorization: Basic ********", answer["invocation"]!["module_args"]!.Text("text"));
    }

    [Theory]
    [InlineData("ünï 日本 😀 \\\\ \\\" \\u0000 \\u2028 <&>")]
    [InlineData("line\\nline\\ttab")]
    public async Task Any_text_comes_back_as_it_went_in(string text) => Assert.Equal(
        JsonNode.Parse($"\"{text}\"")!.GetValue<string>(), (await _host.CallAsync("parrot", $$"""{"text": "{{text}}"}""")).Text("said"));

    [Theory]
    [InlineData(300)]
    [InlineData(390)]
    public async Task Deep_nesting_is_carried(int depth)
    {
        var nested = new string('[', depth) + new string(']', depth);
        Assert.Equal(nested, JsonText.Parse((await Raw($$"""{"anything": {{nested}}}""")))!["again"]!.ToJsonString());
    }

    [Fact]
    public async Task Huge_input_is_carried()
    {
        var answer = await _host.CallAsync("parrot", $$"""{"text": "{{new string('x', 20_000_000)}}", "anything": {{new string(' ', 1_000_000)}}1}""");
        Assert.Equal(20_000_000, answer.Text("said")!.Length);
    }

    public void Dispose() => _host.Dispose();

    private async Task<string> Raw(string arguments)
    {
        await using var output = new StringWriter();
        _ = await new Host(Animals.All).RunAsync("AnsiballZ_parrot", [_host.FileOf(arguments)], TextReader.Null, output);
        return output.ToString();
    }

    private static string Without(JsonObject answer, string key)
    {
        _ = answer.Remove(key);
        return answer.ToJsonString();
    }

    private sealed class MustNotBeRead : TextReader
    {
        public override int Read(char[] buffer, int index, int count) => throw new InvalidOperationException();

        public override int Read() => throw new InvalidOperationException();

        public override int Peek() => throw new InvalidOperationException();
    }
}
