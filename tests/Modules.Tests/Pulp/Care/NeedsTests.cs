// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Checks;
using Modules.Pulp.Care;

namespace Modules.Tests.Pulp.Care;

/// <summary>What a server lacks to be called ready.</summary>
public sealed class NeedsTests
{
    private const string Ready = """
        {"database_connection": {"connected": true}, "redis_connection": {"connected": false},
         "online_workers": [{}, {}], "online_content_apps": [{}], "storage": {"free": 1000}}
        """;

    [Fact]
    public void A_server_with_all_of_it_is_ready() => Assert.Empty(Missing(new(2, 1, false, 1000), Ready));

    [Fact]
    public void Everything_that_is_missing_is_named() => Assert.Equal(
        ["redis is not connected", "2 of 3 workers are online", "1 of 2 content apps are online", "1000 bytes are free, not 1001"],
        Missing(new(3, 2, true, 1001), Ready));

    [Fact]
    public void A_status_that_tells_nothing_is_not_ready() => Assert.Equal(
        ["the database is not connected", "0 of 1 workers are online", "the server does not tell its free space"],
        Missing(new(1, 0, false, 1), "{}"));

    [Fact]
    public void What_is_there_is_told_as_well() => Assert.Equal(
        ["the database is connected", "2 of 1 workers are online", "1 of 1 content apps are online", "1000 bytes are free"],
        new Needs(1, 1, false, 1).Look(JsonNode.Parse(Ready)!.AsObject()).Select(check => check.Seen));

    private static IEnumerable<string> Missing(Needs needs, string status) =>
        needs.Look(JsonNode.Parse(status)!.AsObject()).Where(check => check.State != CheckState.Ok).Select(check => check.Seen);
}
