// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Rpm;
using Modules.Pulp.Session;

namespace Modules.Tests.Pulp.Entities;

/// <summary>What check mode foresees.</summary>
public sealed class ForeseenTests
{
    [Fact]
    public async Task An_object_that_is_only_foreseen_holds_no_secret()
    {
        var run = new Invocation(new ArgumentValues(new JsonObject { ["pulp_url"] = "http://192.0.2.1" }), true, false, new Redactor());
        using var pulp = Connection.Open(run);
        var secrets = new JsonObject { ["name"] = "a", ["url"] = "https://example.com/", ["password"] = "hunter2", ["username"] = "me" };

        var created = await pulp.TakeAsync(RpmRemote.Entity, RpmRemote.Entity.Path, new ConvergeStep.Create(secrets), default);
        var found = new JsonObject { ["pulp_href"] = "/x/", ["name"] = "a", ["url"] = "https://old.example.com/" };
        var update = new ConvergeStep.Update(found, secrets, false);
        var updated = await pulp.TakeAsync(RpmRemote.Entity, RpmRemote.Entity.Path, update, default);

        Assert.All([created, updated], outcome => Assert.DoesNotContain("hunter2", outcome.After!.ToJsonString(), StringComparison.Ordinal));
        Assert.All([created, updated], outcome => Assert.Equal("https://example.com/", (string?)outcome.After!["url"]));
        Assert.Equal("hunter2", (string?)secrets["password"]);
    }
}
