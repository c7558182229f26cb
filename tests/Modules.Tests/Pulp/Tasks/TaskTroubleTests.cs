// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Tasks;

/// <summary>Tasks that end otherwise than they should, and servers that tell of them otherwise.</summary>
public sealed class TaskTroubleTests : IDisposable
{
    private readonly FileUpstream _upstream = new();

    public void Dispose() => _upstream.Dispose();

    [Fact]
    public async Task A_sync_whose_worker_was_lost_is_started_anew()
    {
        using var pulp = new SandboxProcess();
        var lost = 0;
        using var proxy = new FaultyProxy(pulp.Address)
        {
            // As Pulp says it; the sandbox's workers cannot get lost.
            Rewrite = (path, body) =>
                path.EndsWith("/tasks/", StringComparison.Ordinal)
                    && body.Contains("synchronize", StringComparison.Ordinal)
                    && body.Contains("\"completed\"", StringComparison.Ordinal)
                && Interlocked.Exchange(ref lost, 1) == 0
                ? body.Replace("\"state\":\"completed\"", "\"state\":\"failed\"", StringComparison.Ordinal)
                    .Replace("\"error\":null", "\"error\":{\"reason\":\"Worker has gone missing.\"}", StringComparison.Ordinal)
                : body,
        };
        var answer = await Calling.ListAsync("repositories", proxy.Address, "file", [Item("one")]);

        Assert.Equal(1, lost);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(2, proxy.Requests.Count(request => request.EndsWith("/sync/", StringComparison.Ordinal)));
        Assert.EndsWith("/versions/1/", (string)answer["results"]![0]!["repository_version"]!, StringComparison.Ordinal);

        lost = 0;
        var refused =
            await Calling.ListAsync("repositories", proxy.Address, "file", [Item("one")], more: new JsonObject { ["retries"] = 0 });
        Assert.Contains("failed: 'Worker has gone missing.'", (string)refused["msg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sync_that_somebody_cancels_fails_alone_and_is_not_started_again()
    {
        using var pulp = new SandboxProcess("--workers", "1", "--sync-seconds", "3");
        using var proxy = new FaultyProxy(pulp.Address);
        var running = Calling.ListAsync(
            "repositories", proxy.Address, "file", [Item("one"), Item("two")], more: new JsonObject { ["concurrency"] = "1" });
        var task = await pulp.TaskAsync("running");
        _ = await pulp.SendAsync(HttpMethod.Patch, (string)task["pulp_href"]!, new JsonObject { ["state"] = "canceled" });

        var answer = await running;

        Assert.StartsWith("1 of 2 items failed. file '", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains("canceled", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Equal(2, proxy.Requests.Count(request => request.EndsWith("/sync/", StringComparison.Ordinal)));
        var fine = Assert.Single(answer["results"]!.AsArray(), result => !(bool)result!["failed"]!);
        Assert.EndsWith("/versions/1/", (string)fine!["repository_version"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.23.22")]
    [InlineData("3.16.0")]
    public async Task Servers_that_cannot_be_asked_for_many_tasks_by_href_are_asked_for_this_runs_unfinished_ones(string version)
    {
        using var pulp = new SandboxProcess("--workers", "4", "--task-seconds", "0.3");
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var proxy = new FaultyProxy(pulp.Address)
        {
            Rewrite = (path, body) =>
                path.EndsWith("/status/", StringComparison.Ordinal) ? body.Replace("3.105.16", version, StringComparison.Ordinal) : body,
            Queried = query => asked.Add(query),
        };
        var answer =
            await Calling.ListAsync("repositories", proxy.Address, "file", Enumerable.Range(0, 12).Select(number => Item($"old-{number}")));

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.All(
            answer["results"]!.AsArray(),
            result => Assert.EndsWith("/versions/1/", (string)result!["repository_version"]!, StringComparison.Ordinal));
        Assert.DoesNotContain(asked, query => query.Contains("pulp_href__in", StringComparison.Ordinal));
        var polls = asked.Where(query => query.Contains("logging_cid=", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(polls);
        Assert.All(polls, query => Assert.Contains("state__in=waiting,running,canceling", query, StringComparison.Ordinal));
        var tasks = await pulp.ListAsync($"tasks/?logging_cid={System.Web.HttpUtility.ParseQueryString(polls[0])["logging_cid"]}");
        Assert.Equal(12, tasks.Count);
    }

    private JsonObject Item(string name) => new() { ["name"] = name, ["url"] = _upstream.Manifest };
}
