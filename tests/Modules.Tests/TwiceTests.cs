// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;

namespace Modules.Tests;

/// <summary>Each module of an entity against a Pulp: it leaves alone what it made or removed, as check mode says before.</summary>
public sealed class TwiceTests(TwiceServer server) : IClassFixture<TwiceServer>
{
    public static TheoryData<string> Entities =>
        [
            .. Catalog.Modules.OfType<EntityModule>()
                .Where(module => !module.Entity.IsGiven)
                .Where(module => !module.Name.StartsWith("ansible_", StringComparison.Ordinal)) // the sandbox has no such plugin
                .Select(module => module.Name),
        ];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task Twice_is_unchanged(string name)
    {
        var module = Catalog.Modules.OfType<EntityModule>().Single(each => each.Name == name);
        var arguments = await server.ArgumentsAsync(module);
        foreach (var state in (string[])["present", "absent"])
        {
            arguments["state"] = state;
            foreach (var changes in (bool[])[true, false])
            {
                foreach (var checkMode in (bool[])[true, false])
                {
                    var answer = await server.Pulp.RunAsync(name, arguments, checkMode);
                    Assert.True(answer["failed"] is null, $"{state}: {answer.ToJsonString()}");
                    var mode = checkMode ? "check mode" : "for real";
                    Assert.True(changes == (bool)answer["changed"]!, $"{state}, {mode}: {answer.ToJsonString()}");
                }
            }
        }
    }
}
