// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.Workflows;

/// <summary>What a stranger may write: each ends in one sentence that names the argument, the same in check mode, and no file is written.</summary>
public sealed class WrongValuesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("github-workflows-values-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"selector": "each"}""", "selector")]
    [InlineData("""{"selector": "input"}""", "Give environments")]
    [InlineData("""{"selector": "single", "environments": []}""", "Give environments")]
    [InlineData("""{"environments": [""]}""", "in environments: '' is none")]
    [InlineData("""{"environments": [" prod"]}""", "in environments: ' prod' is none")]
    [InlineData("""{"environments": ["a/b"]}""", "in environments: 'a/b' is none")]
    [InlineData("""{"environments": [".."]}""", "in environments: '..' is none")]
    [InlineData("""{"environments": ["a\nb"]}""", "in environments")]
    [InlineData("""{"environments": ["a", "A"]}""", "'a' twice")]
    [InlineData("""{"selector": "input", "environments": ["a-b", "a_b"]}""", "another prefix in environment_names")]
    [InlineData("""{"environments": ["prod"], "environment_names": {"prdo": "X"}}""", "'prdo' is none of them")]
    [InlineData("""{"environments": ["prod"], "environment_names": {"prod": 5}}""", "environment_names gives '5'")]
    [InlineData("""{"environments": ["prod"], "environment_names": {"prod": ["X"]}}""", "Give a text in environment_names.prod")]
    [InlineData("""{"environments": ["prod"], "environment_names": {"prod": "X\n"}}""", "environment_names gives")]
    [InlineData("""{"runs_on": []}""", "Give the labels of runners in runs_on")]
    [InlineData("""{"runs_on": ["a", ""]}""", "Give the labels of runners in runs_on")]
    [InlineData("""{"image_name": ""}""", "in image_name: '' is none")]
    [InlineData("""{"image_tag": " x"}""", "in image_tag: ' x' is none")]
    [InlineData("""{"base_image": "rocky linux"}""", "in base_image: 'rocky linux' is none")]
    [InlineData("""{"user_id": -1}""", "user_id")]
    [InlineData("""{"group_id": 99999999999}""", "group_id")]
    [InlineData("""{"timeout": 0}""", "timeout")]
    [InlineData("""{"timeout": 1000000}""", "timeout")]
    [InlineData("""{"registry": {"url": "http://a b"}}""", "in registry.url")]
    [InlineData("""{"registry": {"url": "http://"}}""", "in registry.url")]
    [InlineData("""{"registry": {"url": "https://user:pass@192.0.2.7"}}""", "Give host and port alone in registry.url")]
    [InlineData("""{"registry": {"password_secret": "MY-SECRET"}}""", "registry.password_secret")]
    [InlineData("""{"registry": {"password_secret": "SECRET\n"}}""", "registry.password_secret")]
    [InlineData("""{"registry": {"password": "clear"}}""", "registry.password_secret")]
    [InlineData("""{"arguments": {"KAYOBE_VAULT_PASSWORD": {"secret": 5}}}""", "arguments.KAYOBE_VAULT_PASSWORD.secret is '5'")]
    [InlineData("""{"arguments": {"KAYOBE_VAULT_PASSWORD": {"secret": ["A"]}}}""", "Give a text in arguments.KAYOBE_VAULT_PASSWORD.secret")]
    [InlineData("""{"arguments": {"KAYOBE_VAULT_PASSWORD": "clear"}}""", "arguments.KAYOBE_VAULT_PASSWORD")]
    [InlineData("""{"arguments": {"HOME": {"name": "X"}}}""", "arguments.HOME")]
    [InlineData("""{"checkout_hook": "name: x"}""", "checkout_hook is no list of steps")]
    [InlineData("""{"checkout_hook": "- ["}""", "checkout_hook")]
    [InlineData("""{"checkout_hook": 5}""", "checkout_hook is no list of steps")]
    [InlineData("""{"kayobe_hook": [{"name": "x"}]}""", "kayobe_hook is no list of steps")]
    [InlineData("""{"kayobe_hook": [{"uses": {"a": "b"}}]}""", "'uses' of a step is a text")]
    [InlineData("""{"kayobe_hook": [{"run": ["a"]}]}""", "'run' of a step is a text")]
    [InlineData("""{"final_hook": "- ? [a, b]\n  : c"}""", "final_hook")]
    [InlineData("""{"final_hook": "- run: a\n---\n- run: b"}""", "final_hook holds 2 YAML documents")]
    [InlineData("""{"test_suites": {"a": "b"}}""", "test_suites")]
    [InlineData("""{"inputs": "a: [1]"}""", "inputs")]
    [InlineData("""{"actions": {"actions/checkout": 4}}""", "actions")]
    [InlineData("""{"actions": {"odd/action": "v1"}}""", "odd/action")]
    [InlineData("""{"workflows": "seed-host-configure"}""", "workflows")]
    [InlineData("""{"workflows": [5]}""", "workflows")]
    [InlineData("""{"workflows": ["seed-host-confgure"]}""", "seed-host-confgure")]
    [InlineData("""{"workflows": [{"file_name": 5}]}""", "file_name")]
    [InlineData("""{"workflows": [{"file_name": ["a"]}]}""", "Give a text in workflows: file_name")]
    [InlineData("""{"workflows": [{"name": "x"}]}""", "no file_name")]
    [InlineData("""{"extra_workflows": [{"file_name": "x", "concurrency_group": ["a"]}]}""", "concurrency_group")]
    [InlineData("""{"extra_workflows": [{"file_name": "x", "timeout": "1h"}]}""", "timeout")]
    [InlineData("""{"extra_workflows": [{"file_name": "x", "trigger": ["push"]}]}""", "trigger")]
    [InlineData("""{"extra_workflows": [{"file_name": "x", "arguments": ["NOPE"]}]}""", "NOPE")]
    [InlineData("""{"extra_workflows": [{"file_name": "x\n"}]}""", "file_name")]
    [InlineData("""{"extra_workflows": [{"file_name": "../x"}]}""", "'../x'")]
    [InlineData("""{"extra_workflows": [{"file_name": "x", "content": "on: push"}, {"file_name": "x", "content": "on: push"}]}""", "twice")]
    [InlineData("""{"extra_workflows": [{"file_name": "x", "content": "- a"}]}""", "content")]
    [InlineData("""{"overrides": {"run-seed-host-configure": 5}}""", "overrides.run-seed-host-configure")]
    [InlineData("""{"overrides": {"nope": {}}}""", "nope")]
    [InlineData("""{"disabled": ["nope"]}""", "nope")]
    [InlineData("""{"server_url": "github.com"}""", "server_url")]
    [InlineData("""{"output_directory": ""}""", "output_directory")]
    [InlineData("""{"output_directory": "{folder}/file"}""", "{folder}/file")]
    [InlineData("""{"output_directory": "a\u0000b"}""", "output_directory")]
    public async Task It_is_told_before_anything_is_written(string arguments, string words)
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var all = JsonNode.Parse(arguments.Replace("{folder}", _folder.FullName, StringComparison.Ordinal))!.AsObject();
        _ = all.TryAdd("output_directory", Path.Combine(_folder.FullName, "out"));

        var foreseen = await Calling.RunAsync("github_workflows", all, checkMode: true);
        var answer = await Calling.RunAsync("github_workflows", all);

        Assert.Contains(
            words.Replace("{folder}", _folder.FullName, StringComparison.Ordinal), (string?)answer["msg"] ?? answer.ToJsonString(),
            StringComparison.Ordinal);
        Assert.Equal((string?)answer["msg"], (string?)foreseen["msg"]);
        Assert.Null(answer["exception"]);
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData("http://192.0.2.7:80/", "192.0.2.7:80/kayobe:")]
    [InlineData("${{ vars.PULP }}", "${{ vars.PULP }}/kayobe:")]
    public async Task Images_are_named_without_a_scheme(string registry, string image)
    {
        var all = new JsonObject { ["output_directory"] = _folder.FullName, ["registry"] = new JsonObject { ["url"] = registry } };

        _ = await Calling.RunAsync("github_workflows", all);

        Assert.Contains(image, await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "run-seed-host-configure.yml")), StringComparison.Ordinal);
    }
}
