// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost.Tests.Infra;

/// <summary>Modules that behave, and modules that do what modules must not do.</summary>
internal static class Animals
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new Animal("parrot", (run, _) => Task.FromResult(new ModuleResult(false)
        {
            Values = { ["said"] = run.Get(Animal.Text), ["again"] = run.Values.Given["anything"]?.DeepClone(), ["check"] = run.CheckMode, ["diff_mode"] = run.DiffMode },
        })),
        new Animal("worker", (run, _) => Task.FromResult(new ModuleResult(true)
        {
            Difference = new(new JsonObject { ["a"] = 1 }, new JsonObject { ["a"] = run.Get(Animal.Text) }),
        })),
        new Animal("thrower", (run, _) => throw new InvalidOperationException($"broken by {run.Get(Animal.Text)}")),
        new Animal("complainer", (run, _) => throw new ModuleException($"cannot {run.Get(Animal.Text)}")
        {
            Changed = true,
            Details = { ["status"] = 404 },
        }),
        new Animal("warner", (run, ct) =>
        {
            _ = run.Warnings.Add($"mind {run.Get(Animal.Text)}");
            throw new ModuleException("stopped");
        }),
        new Animal("blusher", (run, ct) =>
        {
            run.Redactor.Add($"{run.Get(Animal.User)}:{run.Get(Animal.Password)}");
            return Task.FromResult(new ModuleResult(false) { Values = { ["said"] = run.Get(Animal.Text) } });
        }),
        new Animal("novice", (_, _) => Task.FromResult(new ModuleResult(true))) { SupportsCheckMode = false },
        new Animal("mumbler", (_, _) => Task.FromResult(new ModuleResult(false) { Values = { ["n"] = double.NaN } })),
        new Animal("suicide", (_, _) =>
        {
            new Thread(() => throw new InvalidOperationException("hunter2hunter2")).Start();
            return Task.Delay(Timeout.Infinite).ContinueWith(_ => new ModuleResult(false), TaskScheduler.Default);
        }),
        new Animal("sleeper", async (run, ct) =>
        {
            run.UnderWay = $"a nap with {run.Get(Animal.Password)}";
            await Ready(run);
            await Task.Delay(Timeout.Infinite, ct);
            return new ModuleResult(false);
        }),
        new Animal("finisher", async (run, ct) =>
        {
            await Ready(run);
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            return new ModuleResult(true);
        }),
        new Animal("excuser", async (run, ct) =>
        {
            await Ready(run);
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new ModuleException("the server hung up") { Changed = true };
        }),
        new Animal("mule", async (run, ct) =>
        {
            run.UnderWay = "standing still";
            using var registration = ct.Register(() => File.WriteAllText($"{run.Get(Animal.Text)}.asked", ""));
            await Ready(run);
            Thread.Sleep(Timeout.Infinite);
            return new ModuleResult(false);
        }),
        new Animal("scorpion", async (run, ct) =>
        {
            using var registration = ct.Register(() => throw new InvalidOperationException("sting"));
            await Ready(run);
            Thread.Sleep(Timeout.Infinite);
            return new ModuleResult(false);
        }),
    ];

    /// <summary>Tells the test that the module is at work, by a file: standard output belongs to the answer.</summary>
    private static Task Ready(Invocation run) => File.WriteAllTextAsync(run.Get(Animal.Text)!, "ready");
}
