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
        _ = await _pulp.SendAsync(
            HttpMethod.Post, "remotes/rpm/rpm/", new JsonObject { ["name"] = "raced-remote", ["url"] = "http://127.0.0.1:9/" });
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(counted.Address, "present");

        Assert.Contains("name: This field must be unique", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Single(
            counted.Requests,
            request =>
                request.StartsWith("POST", StringComparison.Ordinal) && request.EndsWith("/remotes/file/file/", StringComparison.Ordinal));
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
    private FaultyProxy Before(string method, string path, Func<Task> somebody)
    {
        var done = 0;
        return new FaultyProxy(_pulp.Address)
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
