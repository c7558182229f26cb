// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists;

/// <summary>Runs that end before their time, and the runs after them.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private readonly FileUpstream _upstream = new();

    public void Dispose() => _upstream.Dispose();

    [Fact]
    public async Task Killed_at_any_step_the_next_run_completes_it_and_does_nothing_twice()
    {
        using var pulp = new SandboxProcess("--workers", "4", "--sync-seconds", "3");
        var adopted = 0;
        for (var (step, name) = (1, "step-1"); await KillAfterAsync(pulp, step, name); step++, name = $"step-{step}")
        {
            var next = await Calling.ListAsync("repositories", pulp.Address, "file", [Item(name)]);

            Assert.True(next["failed"] is null, $"after step {step}: {next["msg"]}");
            var repository = Assert.Single(await pulp.ListAsync($"repositories/file/file/?name={name}"));
            Assert.EndsWith("/versions/1/", (string)repository["latest_version_href"]!, StringComparison.Ordinal);
            _ = Assert.Single(await pulp.ListAsync($"remotes/file/file/?name={name}-remote"));
            var tasks = (await pulp.ListAsync("tasks/?limit=1000")).Count(
                task => task["reserved_resources_record"]!.AsArray().Any(resource => (string?)resource == (string?)repository["prn"]));
            Assert.True(tasks == 1, $"after step {step} there were {tasks} tasks");
            adopted += ((string)next["results"]![0]!["action"]!).Contains("waited for a running sync", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(adopted > 0, "no sync was still running");
    }

    [Theory]
    [
        InlineData(
            "leave", "running", "2 tasks go on in Pulp; running again waits for them instead of starting them twice: /pulp/api/v3/tasks/"),
    ]
    [InlineData("cancel", "canceled", "2 tasks were canceled.")]
    public async Task Ctrl_C_answers_and_treats_open_tasks_as_told(string onAbort, string state, string told)
    {
        using var pulp = new SandboxProcess("--workers", "2", "--sync-seconds", "600");
        using var module = new ModuleProcess(
            "repositories",
            Calling.ListArguments(pulp.Address, "file", [Item("one"), Item("two")], new JsonObject { ["on_abort"] = onAbort }));
        await UntilAsync(async () => (await pulp.ListAsync("tasks/?state=running")).Count == 2);

        module.Interrupt();
        var answer = await module.AnswerAsync();

        Assert.True((bool)answer["failed"]!);
        Assert.True((bool)answer["changed"]!, "repositories were made");
        Assert.Contains("Interrupted by SIGINT", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains(told, (string)answer["msg"]!, StringComparison.Ordinal);
        await UntilAsync(async () => (await pulp.ListAsync($"tasks/?state={state}")).Count == 2);
    }

    [Fact]
    public async Task A_promotion_that_is_interrupted_is_put_back()
    {
        using var pulp = new SandboxProcess("--workers", "4");
        string[] names = ["a", "b", "c"];
        await FineAsync(Calling.ListAsync("repositories", pulp.Address, "file", names.Select(Item)));
        await FineAsync(
            Calling.ListAsync("publications", pulp.Address, "file", names.Select(name => new JsonObject { ["repository"] = name })));
        await FineAsync(
            Calling.ListAsync(
                "distributions",
                pulp.Address,
                "file",
                names.Select(
                    name => new JsonObject { ["name"] = $"{name}-development", ["base_path"] = $"d/{name}", ["repository"] = name })));
        var made = 0;
        using var proxy = new FaultyProxy(pulp.Address)
        {
            Instead = async (method, path) =>
            {
                if (method == "POST"
                    && path.EndsWith("/distributions/file/file/", StringComparison.Ordinal)
                    && Interlocked.Increment(ref made) == 2)
                {
                    await Task.Delay(Timeout.Infinite);
                }

                return null;
            },
        };
        using var module = new ModuleProcess("distributions", Calling.ListArguments(
            proxy.Address,
            "file",
            names.Select(
                name =>
                    new JsonObject { ["name"] = $"{name}-production", ["base_path"] = $"p/{name}", ["distribution"] = $"{name}-development" }),
            new JsonObject { ["concurrency"] = "1" }));
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref made) == 2));

        module.Interrupt();
        var answer = await module.AnswerAsync();

        Assert.Contains("Interrupted by SIGINT", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Equal(3, (await pulp.ListAsync("distributions/file/file/")).Count);
    }

    /// <summary>Runs a module that is killed when the server has done this request, and the module does not know yet.</summary>
    /// <returns>False when it only waits any more: one such step is like the other.</returns>
    private async Task<bool> KillAfterAsync(SandboxProcess pulp, int step, string name)
    {
        using var proxy = new FaultyProxy(pulp.Address) { HoldsAnswer = step };
        using var module = new ModuleProcess("repositories", Calling.ListArguments(proxy.Address, "file", [Item(name)]));
        Assert.True(
            await Task.WhenAny(module.Ended, proxy.Holding) == proxy.Holding || proxy.Holding.IsCompleted, "it ended without waiting");
        await module.KillAsync();
        return proxy.Requests.Count(request => request.EndsWith("/tasks/", StringComparison.Ordinal)) < 3;
    }

    private static async Task FineAsync(Task<JsonObject> call)
    {
        var answer = await call;
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        for (var left = 600; !await happened(); left--)
        {
            Assert.True(left > 0, "it does not happen");
            await Task.Delay(100);
        }
    }

    private JsonObject Item(string name) => new() { ["name"] = name, ["url"] = _upstream.Manifest };
}
