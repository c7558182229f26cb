// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;
using Modules.Pulp.Session;

namespace Modules.Pulp.Clients;

/// <summary>Whether a server serves what hosts are told.</summary>
internal static class Verification
{
    private static readonly string[] Served = ["publication", "repository", "repository_version"];

    /// <exception cref="ModuleException">It does not. In check mode that is a warning: an
    /// earlier task may have pretended to publish.</exception>
    public static async Task RunAsync(Invocation run, IReadOnlyList<Item> items, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var state = new BulkState(pulp);
        var problems = new Problems();
        foreach (var family in items.Where(item => !item.Absent).GroupBy(item => item.Family))
        {
            var entity = family.Key.Distribution;
            await state.ReadAsync(entity.Path, family.Select(item => item.Name), entity.ApiNames.Concat(Served), ct);
            foreach (var item in family)
            {
                if (Fault(item, state.Find(entity.Path, item.Name)) is { } fault)
                {
                    problems.Add(item, fault);
                }
            }
        }

        try
        {
            problems.Throw("Hosts would not find what they are told");
        }
        catch (ModuleException found) when (run.CheckMode)
        {
            _ = run.Warnings.Add(found.Message);
        }
    }

    private static string? Fault(Item item, JsonObject? found) => found is null ? "the server has no such distribution. Publish it first."
        : (string?)found["base_path"] != item.Get(DistributionArguments.BasePath) ? $"the server has it at '{found["base_path"]}', "
            + $"not at '{item.Get(DistributionArguments.BasePath)}'."
        : Served.All(
            key => found[key] is not { } value || value.ToString().Length == 0) ? "the server has it, but it serves nothing. "
                + "Publish its repository first."
        : null;
}
