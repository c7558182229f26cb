// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Care;

/// <summary>Which repositories give up files.</summary>
public sealed class ReclaimSpaceTests
{
    [Theory]
    [InlineData("[]", "repositories is empty. Name repositories, or '*' for all there are.")]
    [InlineData("null", "repositories is empty. Name repositories, or '*' for all there are.")]
    [InlineData("""["*","r"]""", "repositories has '*', which is all there are, beside names.")]
    public async Task What_Pulp_would_refuse_is_refused_in_check_mode_too(string repositories, string told)
    {
        using var server = new ScriptedServer();
        var answer = await Calling.RunAsync("reclaim_space", server.Address, $$"""{"repositories":{{repositories}}}""");
        Assert.Equal((told, 0), ((string?)answer["msg"], server.Requests.Count));
    }

    [Fact]
    public async Task All_repositories_are_meant_by_a_star()
    {
        using var pulp = new SandboxProcess();
        var told = await pulp.TellAsync("reclaim_space", new JsonObject { ["repositories"] = new JsonArray("*") });
        Assert.Contains("POST repositories/reclaim_space/ 202", told, StringComparison.Ordinal);
        Assert.EndsWith("=> changed: false\n", told, StringComparison.Ordinal);
    }
}
