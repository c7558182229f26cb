// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Core;

/// <summary>Artifacts and what nobody uses, on servers that treat them otherwise.</summary>
public sealed class OldAndNewServersTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public OldAndNewServersTests() => File.WriteAllText(_file, "an artifact");

    public void Dispose() => File.Delete(_file);

    /// <summary>Check mode says what the run will: nobody may, and not that a role is missing.</summary>
    [Theory]
    [InlineData("3.21", true)]
    [InlineData("3.105", false)]
    [InlineData("3.123", false)]
    public async Task An_artifact_is_removed_where_anybody_may(string release, bool may)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        _ = await pulp.RunAsync("artifact", new JsonObject { ["file"] = _file, ["state"] = "present" });
        foreach (var checkMode in (bool[])[true, false])
        {
            var answer = await pulp.RunAsync("artifact", new JsonObject { ["file"] = _file, ["state"] = "absent" }, checkMode);
            Assert.Equal((may, !may), ((bool)answer["changed"]!, (bool?)answer["failed"] == true));
            Assert.Equal(!may, ((string?)answer["msg"] ?? "").StartsWith("Nobody may delete artifacts on this server", StringComparison.Ordinal));
        }
    }

    /// <summary>Both reports of an older server have one code: content and artifacts are told apart by what they say.</summary>
    [Theory]
    [InlineData("3.21")]
    [InlineData("3.105")]
    public async Task Orphans_are_counted_by_kind(string release)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        _ = await pulp.RunAsync("artifact", new JsonObject { ["file"] = _file, ["state"] = "present" });
        var answer = await pulp.RunAsync("delete_orphans", """{"protection_time":0}""");

        Assert.Equal((0, 1), ((int)answer["summary"]!["content"]!, (int)answer["summary"]!["artifacts"]!));
    }
}
