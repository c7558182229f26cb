// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Distributions;

/// <summary>Base paths that somebody else's distribution forbids.</summary>
public sealed class BasePathsTests
{
    [Fact]
    public async Task Many_long_paths_are_looked_up_in_lines_that_a_server_takes()
    {
        using var pulp = new SandboxProcess();
        var task = (string)(
            await pulp.SendAsync(
                HttpMethod.Post,
                "distributions/rpm/rpm/",
                new JsonObject { ["name"] = "theirs", ["base_path"] = "rocky/9.39/baseos" }))["task"]!;
        _ = await Calling.RunAsync("task", new JsonObject
        {
            ["pulp_url"] = pulp.Address,
            ["username"] = "admin",
            ["password"] = "password",
            ["pulp_href"] = task,
            ["state"] = "completed",
        });
        var answer = await Calling.ListAsync("distributions", pulp.Address, "rpm", Enumerable.Range(0, 40).Select(number => new JsonObject
        {
            ["name"] = $"baseos-{number}",
            ["repository"] = "r",
            ["base_path"] = $"rocky/9.{number}/baseos/x86_64/os/2024.1-20240101T000000/production",
        }), checkMode: true);
        var message = (string?)answer["msg"] ?? "";
        Assert.Contains("overlaps with 'rocky/9.39/baseos' of the existing distribution 'theirs'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Request Line", message, StringComparison.Ordinal);
    }
}
