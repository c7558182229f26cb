// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Repositories;

/// <summary>When the server gets what of a long list.</summary>
public sealed class SyncOrderTests : IDisposable
{
    private const int Repositories = 60;

    private readonly FileUpstream _upstream = new();
    private readonly SandboxProcess _pulp = new();

    public void Dispose()
    {
        _upstream.Dispose();
        _pulp.Dispose();
    }

    [Theory]
    [InlineData(false)] // repositories and remotes are made
    [InlineData(true)] // remotes are told their password again, which Pulp never shows
    public async Task The_first_syncs_start_while_most_is_still_to_be_made_ready(bool again)
    {
        if (again)
        {
            await SyncAsync(_pulp.Address);
        }

        using var counted = new FaultyProxy(_pulp.Address);
        await SyncAsync(counted.Address);
        var ready = counted.Requests.TakeWhile(request => !request.EndsWith("/sync/", StringComparison.Ordinal)).Count(MakesReady);
        Assert.InRange(ready, 1, Repositories / 2);
        Assert.Equal(Repositories, counted.Requests.Count(MakesReady));
    }

    private static bool MakesReady(string request) =>
        request.StartsWith("PATCH", StringComparison.Ordinal)
        || (request.StartsWith("POST", StringComparison.Ordinal) && request.EndsWith("/remotes/file/file/", StringComparison.Ordinal));

    private async Task SyncAsync(string address)
    {
        var items = Enumerable.Range(0, Repositories).Select(number => new JsonObject
        {
            ["name"] = $"r{number:00}",
            ["url"] = _upstream.Manifest,
            ["policy"] = "on_demand",
            ["remote_username"] = "user",
            ["remote_password"] = "secret enough",
        });
        var answer = await Calling.ListAsync("repositories", address, "file", items, more: new JsonObject { ["preflight"] = false });
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }
}
