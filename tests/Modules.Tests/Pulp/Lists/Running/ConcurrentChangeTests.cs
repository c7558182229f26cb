// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Running;

/// <summary>Two run the same list at the same time: the one that comes second finds its work done, and does not fail.</summary>
public sealed class ConcurrentChangeTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData("GET", "/repositories/file/file/", "repositories/file/file/", "raced")]
    [InlineData("GET", "/repositories/", "repositories/file/file/", "raced")]
    [InlineData("POST", "/repositories/file/file/", "repositories/file/file/", "raced")]
    [InlineData("POST", "/remotes/file/file/", "remotes/file/file/", "raced-remote")]
    public async Task What_another_makes_before_a_request_is_taken_as_it_is(string method, string path, string collection, string name)
    {
        var made = new JsonObject { ["name"] = name };
        if (collection.StartsWith("remotes", StringComparison.Ordinal))
        {
            made["url"] = "http://127.0.0.1:9/PULP_MANIFEST";
        }

        using var proxy = Before(method, path, () => _pulp.SendAsync(HttpMethod.Post, collection, made));
        var answer = await RunAsync(proxy.Address, "present");

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Single(await _pulp.ListAsync("repositories/file/file/"));
        Assert.Single(await _pulp.ListAsync("remotes/file/file/"));
    }

    [Theory]
    [InlineData("present", "PATCH")]
    [InlineData("absent", "DELETE")]
    public async Task What_another_removes_before_a_request_is_as_if_it_had_not_been_there(string state, string method)
    {
        _ = await RunAsync(_pulp.Address, "present", "before");
        var repository = (string)(await _pulp.ListAsync("repositories/file/file/"))[0]["pulp_href"]!;
        using var proxy = Before(method, "/repositories/file/file/", async () =>
        {
            _ = await _pulp.SendAsync(HttpMethod.Delete, repository);
            await Until(async () => (await _pulp.ListAsync("repositories/file/file/")).Count == 0);
        });
        var answer = await RunAsync(proxy.Address, state, "after");

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(state == "present" ? 1 : 0, (await _pulp.ListAsync("repositories/file/file/")).Count);
    }

    /// <summary>A server that is busy takes both, and only the task of the second one finds that the name is taken.</summary>
    [Theory]
    [InlineData("distributions", """{"file":[{"name":"d","base_path":"d"}],"progress_file":""}""")]
    [InlineData("file_distribution", """{"name":"d","base_path":"d","state":"present"}""")]
    public async Task What_only_the_task_finds_to_be_there_is_taken_as_it_is(string module, string arguments)
    {
        using var busy = new SandboxProcess("--workers", "1", "--task-seconds", "0.5");
        using var proxy = Before(busy.Address, "POST", "/distributions/file/file/", () =>
            busy.SendAsync(HttpMethod.Post, "distributions/file/file/", new JsonObject { ["name"] = "d", ["base_path"] = "d" }));
        var answer = await CallAsync(module, proxy.Address, arguments);

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Single(await busy.ListAsync("distributions/file/file/"));
        Assert.Equal("failed", (string?)(await busy.TaskAsync("failed"))["state"]);
    }

    /// <summary>Each host of a play makes the same, and nothing but the name was in the way.</summary>
    [Theory]
    [InlineData("present", "POST", "made")]
    [InlineData("present", "PATCH", "removed")]
    [InlineData("absent", "DELETE", "removed")]
    public async Task A_single_module_reads_again_as_well(string state, string method, string what)
    {
        if (what == "removed")
        {
            _ = await _pulp.RunAsync("file_repository", """{"name":"raced","state":"present"}""");
        }

        using var proxy = Before(method, "/repositories/file/file/", async () =>
        {
            if (what == "made")
            {
                _ = await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "raced" });
                return;
            }

            _ = await _pulp.SendAsync(HttpMethod.Delete, (string)(await _pulp.ListAsync("repositories/file/file/"))[0]["pulp_href"]!);
            await Until(async () => (await _pulp.ListAsync("repositories/file/file/")).Count == 0);
        });
        var answer = await CallAsync("file_repository", proxy.Address, $$"""{"name":"raced","description":"mine","state":"{{state}}"}""");

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        var left = await _pulp.ListAsync("repositories/file/file/");
        Assert.Equal(state == "present" ? ["mine"] : [], left.Select(each => (string?)each["description"]));
    }

    [Fact]
    public async Task Without_retries_it_is_told_what_happened()
    {
        using var proxy = Before(
            "POST",
            "/repositories/file/file/",
            () => _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "raced" }));
        var answer = await RunAsync(proxy.Address, "present", retries: 0);

        Assert.Equal(
            "1 of 1 items failed. file 'raced': file repository 'raced' was made by somebody else while this ran. Run it again. "
                + "One or more items failed",
            (string?)answer["msg"]);
    }

    [Fact]
    public async Task A_name_that_something_else_has_is_no_such_case()
    {
        using var counted = Before("POST", "/remotes/file/file/", () => _pulp.SendAsync(
            HttpMethod.Post, "remotes/rpm/rpm/", new JsonObject { ["name"] = "raced-remote", ["url"] = "http://127.0.0.1:9/" }));
        var answer = await RunAsync(counted.Address, "present");

        Assert.Contains("name: This field must be unique", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Single(
            counted.Requests,
            request =>
                request.StartsWith("POST", StringComparison.Ordinal) && request.EndsWith("/remotes/file/file/", StringComparison.Ordinal));
    }

    private static Task<JsonObject> CallAsync(string module, string address, string arguments)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (address, "admin", "password");
        return Calling.RunAsync(module, all);
    }

    private static Task<JsonObject> RunAsync(string address, string state, string? description = null, int retries = 3) =>
        Calling.ListAsync(
        "repositories",
        address,
        "file",
        [
            new JsonObject { ["name"] = "raced", ["url"] = "http://127.0.0.1:9/PULP_MANIFEST", ["description"] = description, ["state"] = state },
        ],
        more: new JsonObject { ["sync"] = false, ["retries"] = retries });

    /// <summary>Stands before the server; before it passes on the first request of a kind, somebody else does something.</summary>
    private FaultyProxy Before(string method, string path, Func<Task> somebody) => Before(_pulp.Address, method, path, somebody);

    private static FaultyProxy Before(string address, string method, string path, Func<Task> somebody)
    {
        var done = 0;
        return new FaultyProxy(address)
        {
            Instead = async (asked, where) =>
            {
                if (asked == method
                    && where.Contains(path, StringComparison.Ordinal)
                    && (method != "GET" || where.EndsWith(path, StringComparison.Ordinal))
                    && Interlocked.Exchange(ref done, 1) == 0)
                {
                    await somebody();
                }

                return null;
            },
        };
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        for (var left = 600; left > 0 && !await isSo(); left--)
        {
            await Task.Delay(50);
        }
    }
}
