// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Repositories;

/// <summary>Whole lists against the sandbox, undisturbed and disturbed.</summary>
public sealed class RepositoryListTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task What_is_in_order_costs_a_handful_of_requests_however_long_the_list()
    {
        using var counted = new FaultyProxy(_pulp.Address);
        Assert.True((bool)(await RunAsync(counted.Address, Files(99), sync: false))["changed"]!);
        counted.Requests.Clear();

        var again = await RunAsync(counted.Address, Files(99), sync: false);

        Assert.False((bool)again["changed"]!);
        Assert.Equal(99, again["results"]!.AsArray().Count);
        Assert.InRange(counted.Requests.Count, 1, 8);
    }

    [Fact]
    public async Task Syncs_of_a_list_cost_one_request_each_and_a_few_more()
    {
        using var counted = new FaultyProxy(_pulp.Address);
        _ = await RunAsync(counted.Address, Files(99), sync: true);
        counted.Requests.Clear();

        var again = await RunAsync(counted.Address, Files(99), sync: true);

        Assert.False((bool)again["changed"]!);
        Assert.Equal(99, counted.Requests.Count(request => request.EndsWith("/sync/", StringComparison.Ordinal)));
        Assert.InRange(counted.Requests.Count, 99, 99 + 40);
    }

    [Fact]
    public async Task All_problems_of_a_list_are_told_at_once_and_nothing_is_written()
    {
        using var counted = new FaultyProxy(_pulp.Address);
        JsonObject orphan = new() { ["name"] = "one", ["sync"] = true }, stranger = new() { ["name"] = "two", ["remote"] = "nowhere" };
        var answer = await RunAsync(counted.Address, [orphan, stranger], sync: true);

        var message = (string)answer["msg"]!;
        Assert.Contains("file 'one': sync is asked for, but there is neither a url nor a remote", message, StringComparison.Ordinal);
        Assert.Contains("file 'two': Could not find file remote 'nowhere'", message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            counted.Requests,
            request => request.StartsWith("POST", StringComparison.Ordinal) && !request.EndsWith("/login/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_bad_item_does_not_stop_the_others()
    {
        var items = Files(98);
        items.Insert(50, (JsonNode)new JsonObject { ["name"] = "bad", ["url"] = "http://127.0.0.1:9/PULP_MANIFEST", ["max_retries"] = 0 });
        var answer = await RunAsync(_pulp.Address, items, sync: true);

        Assert.True((bool)answer["failed"]!);
        Assert.StartsWith("1 of 99 items failed. file 'bad':", (string)answer["msg"]!, StringComparison.Ordinal);
        var results = answer["results"]!.AsArray();
        Assert.Equal("bad", (string?)Assert.Single(results, result => (bool)result!["failed"]!)!["name"]);
        Assert.All(
            results.Where(result => !(bool)result!["failed"]!),
            result => Assert.EndsWith("/versions/1/", (string)result!["repository_version"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Pulp_would_refuse_of_one_item_stops_the_list_before_the_first_write()
    {
        using var counted = new FaultyProxy(_pulp.Address);
        var items = new JsonArray(
            new JsonObject { ["name"] = "good", ["url"] = _upstream.Manifest },
            new JsonObject { ["name"] = "bad", ["url"] = _upstream.Manifest, ["proxy_username"] = "x" });
        var answer = await RunAsync(counted.Address, items, sync: true);

        Assert.StartsWith(
            "Nothing was changed, since the list has a problem. file 'bad': ", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            counted.Requests,
            request => request.StartsWith("POST", StringComparison.Ordinal) && !request.EndsWith("/login/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("repositories", "Authentication failed")]
    [InlineData("distributions", "Authentication failed")]
    public async Task A_wrong_login_to_the_server_is_told_once_for_all(string module, string told)
    {
        var items = Enumerable.Range(0, 99)
            .Select(
                number => new JsonObject { ["name"] = $"item-{number}", ["base_path"] = $"item-{number}", ["url"] = _upstream.Manifest });
        using var counted = new FaultyProxy(_pulp.Address);
        var arguments = Calling.ListArguments(counted.Address, "file", items);
        arguments["password"] = "wrong";
        var answer = await Calling.RunAsync(module, arguments);

        Assert.True((bool)answer["failed"]!);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches((string)answer["msg"]!, told));
        Assert.Contains("Check username and password", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.InRange(counted.Requests.Count, 1, 5);
    }

    [Fact]
    public async Task An_empty_list_asks_nothing()
    {
        var answer = await RunAsync("http://127.0.0.1:9", [], sync: true);
        Assert.Null(answer["failed"]);
        Assert.False((bool)answer["changed"]!);
    }

    [Fact]
    public async Task Keys_of_other_readers_and_omitted_values_are_left_out()
    {
        var item = Item("omitted");
        (item["required"], item["proxy_url"], item["distribution_name"]) = (true, "__omit_place_holder__abc", "x-");
        var answer = await RunAsync(_pulp.Address, [(JsonNode)item], sync: false);
        Assert.True((bool)answer["changed"]!, answer.ToJsonString());
        var remote = await Calling.RunAsync("file_remote", new JsonObject
        {
            ["pulp_url"] = _pulp.Address,
            ["username"] = "admin",
            ["password"] = "password",
            ["name"] = "omitted-remote",
        });
        Assert.Equal("", (string?)remote["remote"]!["proxy_url"]);
    }

    [Fact]
    public async Task A_secret_of_an_item_is_nowhere_in_answer_progress_or_report()
    {
        var folder = Directory.CreateTempSubdirectory("lists").FullName;
        var item = Item("secretive");
        (item["remote_username"], item["remote_password"]) = ("somebody", "s3cret-Horse/42");
        var answer = await RunAsync(_pulp.Address, [(JsonNode)item], sync: true, more: new JsonObject
        {
            ["progress_file"] = Path.Combine(folder, "progress.jsonl"),
            ["report_file"] = Path.Combine(folder, "report.md"),
        });

        Assert.Null(answer["failed"]);
        foreach (var text in Directory.GetFiles(folder).Select(File.ReadAllText).Append(answer.ToJsonString()))
        {
            Assert.Contains("secretive", text, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret-Horse/42", text, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Check_mode_knows_what_is_new_upstream_and_writes_nothing()
    {
        using var counted = new FaultyProxy(_pulp.Address);
        var before = await RunAsync(counted.Address, Files(3), sync: true, checkMode: true);
        Assert.EndsWith(" s; would sync: 3 of 3 file repositories have something new", (string)(before["msg"]!), StringComparison.Ordinal);
        Assert.DoesNotContain(counted.Requests, request => !request.StartsWith("GET", StringComparison.Ordinal));
        _ = await RunAsync(_pulp.Address, Files(3), sync: true);

        var after = await RunAsync(_pulp.Address, Files(3), sync: true, checkMode: true);

        Assert.False((bool)after["changed"]!);
        Assert.EndsWith(" s; would sync: 0 of 3 file repositories have something new", (string)(after["msg"]!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_check_mode_assumes_of_many_items_is_one_warning()
    {
        var distributions = new JsonArray(
            [
                .. Enumerable.Range(0, 99).Select(
                    number =>
                        (JsonNode)new JsonObject { ["name"] = $"d{number:00}", ["base_path"] = $"d{number:00}", ["repository"] = $"r{number:00}" }),
            ]);
        var answer = await Calling.RunAsync(
            "distributions",
            new JsonObject { ["pulp_url"] = _pulp.Address, ["username"] = "admin", ["password"] = "password", ["progress_file"] = "", ["file"] = distributions, ["container"] = distributions.DeepClone() },
            checkMode: true);

        Assert.Equal(
            [
                "Could not find container repository 'r00'. Check mode assumes that an earlier task would create it. "
                    + "The same holds for 98 more: 'r01', 'r02', 'r03', 'r04', 'r05', …",
                "Could not find file repository 'r00'. Check mode assumes that an earlier task would create it. "
                    + "The same holds for 98 more: 'r01', 'r02', 'r03', 'r04', 'r05', …",
            ],
            answer["warnings"]!.AsArray().Select(warning => (string)warning!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/repositories/file/file/", Fault.LostAnswer)]
    [InlineData("POST", "/repositories/file/file/", Fault.Reset)]
    [InlineData("POST", "/repositories/file/file/", Fault.BadGateway)]
    [InlineData("POST", "/remotes/file/file/", Fault.TooMany)]
    [InlineData("POST", "/remotes/file/file/", Fault.LostAnswer)]
    [InlineData("POST", "/sync/", Fault.BadGateway)]
    [InlineData("POST", "/sync/", Fault.LostAnswer)]
    [InlineData("GET", "/tasks/", Fault.BadGateway)]
    [InlineData("GET", "/tasks/", Fault.Reset)]
    [InlineData("GET", "/repositories/", Fault.Truncated)]
    [InlineData("POST", "/login/", Fault.BadGateway)]
    public async Task A_disturbance_is_survived(string method, string path, object fault)
    {
        using var disturbed = new FaultyProxy(_pulp.Address, (method, path, (Fault)fault));
        var answer = await RunAsync(disturbed.Address, Files(5), sync: true);

        Assert.Equal(0, disturbed.Left);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        var again = await RunAsync(_pulp.Address, Files(5), sync: true);
        Assert.False((bool)again["changed"]!);
        Assert.All(
            again["results"]!.AsArray(),
            result => Assert.EndsWith("/versions/1/", (string)result!["repository_version"]!, StringComparison.Ordinal));
    }

    private JsonArray Files(int count) => [.. Enumerable.Range(0, count).Select(number => (JsonNode)Item($"stackhpc/list-{number}"))];

    private JsonObject Item(string name) => new() { ["name"] = name, ["url"] = _upstream.Manifest, ["state"] = "present" };

    private static Task<JsonObject> RunAsync(string address, JsonArray files, bool sync, bool checkMode = false, JsonObject? more = null)
    {
        var arguments = more?.DeepClone().AsObject() ?? [];
        (arguments["pulp_url"], arguments["username"], arguments["password"]) = (address, "admin", "password");
        (arguments["file"], arguments["sync"]) = (files.DeepClone(), sync);
        arguments.TryAdd("progress_file", "");
        return Calling.RunAsync("repositories", arguments, checkMode);
    }
}
