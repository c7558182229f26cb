// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Reporting;
using Modules.Pulp.Plugins;

namespace Modules.Tests.Pulp.Lists.Reporting;

/// <summary>Causes that differ only in what exists for a moment, or in the item's own name and path, are one.</summary>
public sealed class FailureSummaryTests
{
    [Theory]
    [InlineData("No space left on device: '/var/lib/pulp/tmp/12@pulp-1/tmp3k9x_aq1'", "No space left on device: '/var/lib/pulp/tmp/7@pulp-2/tmpzz00_bb7'")]
    [InlineData("<Lock object at 0x7f31a2c0d5e0> is held", "<Lock object at 0x7f31a2c0aaaa> is held")]
    [InlineData("Task /pulp/api/v3/tasks/01a21646-c699-76fd-b5bd-4b6158bbc795/ failed", "Task /pulp/api/v3/tasks/01a21646-cf69-709c-8eed-d2fa6ecf4f9e/ failed")]
    [InlineData("404 for http://ark/pulp/content/one/repomd.xml", "404 for http://ark/pulp/content/two/repomd.xml")]
    [InlineData("Repository one is busy", "Repository two is busy")]
    public void They_are_told_once(string one, string other) => Assert.StartsWith(
        $"2 of 2 items failed. 2 items (rpm 'one', rpm 'two'): {one}", Said(new ModuleException(one), new ModuleException(other)), StringComparison.Ordinal);

    [Fact]
    public void Others_are_not() => Assert.StartsWith(
        "2 of 2 items failed. rpm 'one': disk | rpm 'two': login", Said(new ModuleException("disk"), new ModuleException("login")), StringComparison.Ordinal);

    [Fact]
    public void What_was_found_out_once_for_several_is_told_once()
    {
        var cause = new SharedCause();
        Assert.StartsWith(
            "2 of 2 items failed. 2 items (rpm 'one', rpm 'two'): Check a",
            Said(new ModuleException("Check a") { Cause = cause }, new ModuleException("Check b") { Cause = cause }),
            StringComparison.Ordinal);
    }

    private static string Said(ModuleException one, ModuleException other) => FailureSummary.Message([Failed("one", one), Failed("two", other)]);

    private static ItemResult Failed(string name, ModuleException failure)
    {
        var family = Families.All.Single(each => each.Name == "rpm");
        var values = new JsonObject { ["name"] = name, ["url"] = $"http://ark/pulp/content/{name}/" };
        var result = new ItemResult(new Item(family, 0, new ArgumentValues(values)));
        result.Begin();
        result.End(failure);
        return result;
    }
}
