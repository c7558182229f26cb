// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Reporting;

/// <summary>What stands on the last line of a list task.</summary>
public sealed class SentenceTests : IDisposable
{
    private readonly FileUpstream _upstream = new();

    public void Dispose() => _upstream.Dispose();

    [Fact]
    public async Task It_says_what_was_done_and_what_would_be()
    {
        using var pulp = new SandboxProcess();
        JsonObject[] few = [Item("a"), Item("b")];

        await SaysAsync(
            pulp,
            few,
            true,
            "2 repositories: 2 would change (a, b); 0 s; would sync: 2 of 2 file repositories have something new");
        await SaysAsync(pulp, few, false, "2 repositories: 2 changed (a, b), 2 synced, 2 new versions; 0 s");
        await SaysAsync(pulp, few, false, "2 repositories: 2 as they were, 2 synced; 0 s");
        await SaysAsync(pulp, [Item("a")], false, "1 repository: 1 as it was, 1 synced; 0 s");
        await SaysAsync(pulp, [.. few, Item("c")], false, "3 repositories: 1 changed (c), 2 as they were, 3 synced, 1 new version; 0 s");
        await SaysAsync(
            pulp,
            [.. "defg".Select(name => Item($"{name}"))],
            false,
            "4 repositories: 4 changed, 4 synced, 4 new versions; 0 s");
    }

    private static async Task SaysAsync(SandboxProcess pulp, JsonObject[] items, bool checkMode, string sentence)
    {
        var answer = await Calling.ListAsync("repositories", pulp.Address, "file", items, checkMode: checkMode);
        Assert.Equal(sentence, System.Text.RegularExpressions.Regex.Replace((string)answer["msg"]!, @"; [0-9.]+ s", "; 0 s"));
    }

    private JsonObject Item(string name) => new() { ["name"] = name, ["url"] = _upstream.Manifest, ["state"] = "present" };
}
