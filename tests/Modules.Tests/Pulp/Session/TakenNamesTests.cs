// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Session;

/// <summary>Names are unique over all kinds: whoever has one is named in check mode, and by lists before anything is written.</summary>
public sealed class TakenNamesTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData("repository", "{}")]
    [InlineData("remote", """{"url": "http://192.0.2.1/"}""")]
    [InlineData("distribution", """{"base_path": "served/here"}""")]
    [InlineData("content_guard", """{"header_name": "X", "header_value": "x"}""")]
    public async Task Check_mode_refuses_a_name_that_another_kind_has(string what, string more)
    {
        var (first, second) = what == "content_guard"
            ? ("rbac_content_guard", "header_content_guard")
            : ($"file_{what}", $"rpm_{what}");
        var made = await RunAsync(first, what == "content_guard" ? "{}" : more, checkMode: false);
        Assert.True(made["failed"] is null, (string?)made["msg"]);

        var other = more.Replace("here", "there", StringComparison.Ordinal);
        var dry = await RunAsync(second, other, checkMode: true);
        var real = await RunAsync(second, other, checkMode: false);

        Assert.True((bool?)dry["failed"], dry.ToJsonString());
        Assert.True((bool?)real["failed"], real.ToJsonString());
        Assert.Contains("name: This field must be unique. /pulp/api/v3/", (string)dry["msg"]!, StringComparison.Ordinal);
        Assert.Contains($"is another kind of {what.Replace('_', ' ')} and has the name 'taken'", (string)dry["msg"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_kinds_of_a_list_with_one_name_are_found_before_anything_is_made(bool checkMode)
    {
        var arguments = Calling.ListArguments(_pulp.Address, "file", [new() { ["name"] = "one" }, new() { ["name"] = "two" }]);
        arguments["rpm"] = new JsonArray(new JsonObject { ["name"] = "two" });
        var answer = await Calling.RunAsync("repositories", arguments, checkMode);

        Assert.Contains(
            "'two': name: This field must be unique. ", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.False((bool?)answer["changed"] ?? false);
        Assert.Empty((await RunAsync("file_repository", "{}", checkMode: false, name: null))["repositories"]!.AsArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_remote_of_another_kind_is_found_before_anything_is_made(bool checkMode)
    {
        _ = await RunAsync("rpm_remote", """{"url": "http://192.0.2.1/"}""", checkMode: false, name: "b-remote");
        JsonObject[] items = [new() { ["name"] = "a" }, new() { ["name"] = "b", ["url"] = "http://192.0.2.1/", ["sync"] = false }];
        var answer = await Calling.ListAsync("repositories", _pulp.Address, "file", items, checkMode, new JsonObject { ["preflight"] = false });

        Assert.Contains("is another kind of remote and has the name 'b-remote'", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Empty((await RunAsync("file_repository", "{}", checkMode: false, name: null))["repositories"]!.AsArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_distribution_of_another_kind_is_found_unless_the_list_removes_it(bool checkMode)
    {
        _ = await RunAsync("file_distribution", """{"base_path": "a/file"}""", checkMode: false);
        _ = await RunAsync("rpm_repository", "{}", checkMode: false, name: "r");
        _ = await Calling.ListAsync("publications", _pulp.Address, "rpm", [new() { ["repository"] = "r" }]);
        JsonObject item = new() { ["name"] = "taken", ["base_path"] = "a/rpm", ["repository"] = "r" };
        var arguments = Calling.ListArguments(_pulp.Address, "rpm", [item]);
        var refused = await Calling.RunAsync("distributions", arguments, checkMode);
        arguments["file"] = new JsonArray(new JsonObject { ["name"] = "taken", ["state"] = "absent" });
        var taken = await Calling.RunAsync("distributions", arguments, checkMode);

        Assert.Contains("is another kind of distribution and has the name 'taken'", (string)refused["msg"]!, StringComparison.Ordinal);
        Assert.True(taken["failed"] is null, (string?)taken["msg"]);
    }

    private Task<JsonObject> RunAsync(string module, string arguments, bool checkMode, string? name = "taken")
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (_pulp.Address, "admin", "password");
        if (name is not null)
        {
            (all["name"], all["state"]) = (name, "present");
        }

        return Calling.RunAsync(module, all, checkMode);
    }
}
