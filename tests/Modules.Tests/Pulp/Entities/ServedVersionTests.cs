// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>A distribution says which version of what it serves, and only where that is asked it takes requests.</summary>
public sealed class ServedVersionTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task It_is_told_for_three_requests()
    {
        await CallAsync("repositories", new() { ["name"] = "r", ["url"] = _upstream.Manifest });
        await CallAsync("publications", new() { ["repository"] = "r" });
        await CallAsync("distributions", new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = "r" });
        using var counted = new FaultyProxy(_pulp.Address);

        var served = (await AskAsync(counted, show: true))["served"]!;

        Assert.Equal("r", (string?)served["repository"]);
        Assert.Equal(1, (int)served["version"]!);
        Assert.True((bool)served["is_latest"]!);
        Assert.Equal(_upstream.Manifest, (string?)served["upstream"]);
        Assert.Equal(4, counted.Requests.Count);

        Assert.False((await AskAsync(counted, show: false)).ContainsKey("served"));
        Assert.Equal(5, counted.Requests.Count);
    }

    [Fact]
    public async Task What_serves_nothing_says_so()
    {
        await CallAsync("repositories", new() { ["name"] = "r" });
        var made = await Calling.RunAsync("file_distribution", new JsonObject
        {
            ["pulp_url"] = _pulp.Address, ["username"] = "admin", ["password"] = "password",
            ["name"] = "d", ["base_path"] = "d", ["state"] = "present", ["show_served"] = true,
        });
        Assert.True(made["failed"] is null, (string?)made["msg"]);
        Assert.True(made.TryGetPropertyValue("served", out var served));
        Assert.Null(served);
    }

    private static Task<JsonObject> AskAsync(FaultyProxy pulp, bool show) => Calling.RunAsync("file_distribution", new JsonObject
    {
        ["pulp_url"] = pulp.Address, ["username"] = "admin", ["password"] = "password", ["name"] = "d", ["show_served"] = show,
    });

    private async Task CallAsync(string module, JsonObject item)
    {
        var answer = await Calling.ListAsync(module, _pulp.Address, "file", [item]);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }
}
