// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Entities;
using Modules.Tests.Infra;

namespace Modules.Tests.Refusals;

/// <summary>Check mode of a play: what an earlier task would have made is there for the later ones.</summary>
public sealed class SeriesTests
{
    public static TheoryData<string> Entities =>
    [
        .. Catalog.Modules.OfType<EntityModule>()
            .Where(module => module.Entity.Fields.Any(each => each.NeededToCreate))
            .Select(module => module.Name),
    ];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task What_cannot_be_made_from_this_alone_is_assumed_to_be_there(string name)
    {
        var entity = Catalog.Modules.OfType<EntityModule>().Single(module => module.Name == name).Entity;
        using var pulp = new RecordedPulp();
        pulp.Begin(entity, null);
        var arguments = new JsonObject { ["username"] = "admin", ["password"] = "secret", ["state"] = "present" };
        arguments["pulp_url"] = pulp.Address;
        arguments[entity.Key[0].Argument.Name] = "x";
        foreach (var field in entity.Fields.Where(field => field.NeededIfPresent))
        {
            arguments[field.Argument.Name] = "x";
        }

        var foreseen = await Calling.RunAsync(name, arguments, checkMode: true);
        var real = await Calling.RunAsync(name, arguments, checkMode: false);

        Assert.True(foreseen["failed"] is null, foreseen.ToJsonString());
        var warnings = foreseen["warnings"]!.ToJsonString();
        Assert.Contains("Check mode assumes that an earlier task would create it", warnings, StringComparison.Ordinal);
        Assert.True((bool?)real["failed"], real.ToJsonString());
        Assert.Contains("There is no such", (string)real["msg"]!, StringComparison.Ordinal);
        Assert.Empty(pulp.Writes);
    }
}
