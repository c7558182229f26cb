// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Entities;
using Modules.Tests.Infra;

namespace Modules.Tests.Refusals;

/// <summary>Paths that are taken, or lie below or above another's, as a real Pulp told of each kind.</summary>
public sealed class BasePathTests
{
    [Theory]
    [InlineData("file_distribution", "a/b", "a/b", true)]
    [InlineData("file_distribution", "a/b/c", "a/b", true)]
    [InlineData("file_distribution", "a", "a/b", true)]
    [InlineData("file_distribution", "a/bc", "a/b", false)]
    [InlineData("container_distribution", "a/b", "a/b", true)]
    [InlineData("container_distribution", "a/b/c", "a/b", false)]
    [InlineData("container_distribution", "a", "a/b", false)]
    public async Task A_claim_is_refused_where_Pulp_refuses_it(string module, string path, string taken, bool isRefused)
    {
        var entity = Catalog.Modules.OfType<EntityModule>().Single(each => each.Name == module).Entity;
        using var pulp = new RecordedPulp();
        pulp.Begin(entity, null);
        pulp.Others.Add(new JsonObject
        {
            ["pulp_href"] = "/pulp/api/v3/distributions/rpm/rpm/01a1fcef-1111-72ff-bd1e-2584f3636e24/",
            ["name"] = "theirs",
            ["base_path"] = taken,
        });
        var arguments = new JsonObject
        {
            ["pulp_url"] = pulp.Address,
            ["username"] = "admin",
            ["password"] = "secret",
            ["state"] = "present",
            ["name"] = "ours",
            ["base_path"] = path,
        };

        var foreseen = await Calling.RunAsync(module, arguments, checkMode: true);

        Assert.Equal(isRefused, (bool?)foreseen["failed"] == true);
        if (isRefused)
        {
            Assert.Contains("base_path", (string)foreseen["msg"]!, StringComparison.Ordinal);
            Assert.Contains("'theirs'", (string)foreseen["msg"]!, StringComparison.Ordinal);
        }
    }
}
