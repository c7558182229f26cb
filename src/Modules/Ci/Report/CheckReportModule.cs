// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Checks;

namespace Modules.Ci.Report;

/// <summary>From what the tasks of a playbook saw to a table: what is right, what is not and what to do, what cannot be told.</summary>
internal sealed class CheckReportModule : IModule
{
    private const int Widest = 44;

    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Entries =
        Argument.MappingList("checks", LookedAtArguments.Spec) with { Required = true };

    public string Name => "ci_cd_check";

    public ArgumentSpec Arguments { get; } = new([Entries]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow;
        var checks = run.Get(Entries)!.Select(entry => LookedAt.Of(entry, now)).Select(at => Looks.Kinds[at.Kind](at)).ToList();
        var bad = checks.Where(check => check.State == CheckState.NotOk).ToList();
        return Task.FromResult(new ModuleResult(false)
        {
            Values = new JsonObject
            {
                ["ok"] = bad.Count == 0,
                ["table"] = new JsonArray([.. Table(checks).Select(line => (JsonNode?)line)]),
                ["checks"] = new JsonArray([.. checks.Select(check => (JsonNode?)check.ToJson())]),
                ["not_ok"] = new JsonArray([.. bad.Select(check => (JsonNode?)check.What)]),
                ["unknown"] = new JsonArray(
                    [.. checks.Where(check => check.State == CheckState.Unknown).Select(check => (JsonNode?)check.What)]),
            },
        });
    }

    /// <summary>What is wrong comes first.</summary>
    private static IEnumerable<string> Table(List<Check> checks)
    {
        var width = checks.Count == 0 ? 0 : Math.Min(Widest, checks.Max(check => check.What.Length));
        return checks.OrderBy(check => check.State switch { CheckState.NotOk => 0, CheckState.Unknown => 1, _ => 2 })
            .Select(check => $"{Mark(check.State),-5} {check.What.PadRight(width)}  {check}");
    }

    private static string Mark(CheckState state) => state switch { CheckState.Ok => "ok", CheckState.NotOk => "NOT", _ => "?" };
}
