// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>Keeps a policy. A text that means the same is left as it is.</summary>
internal sealed class PolicyModule : IModule
{
    private const string Present = "present";
    private const string Absent = "absent";
    private const string Root = "sys/policies/acl";

    private static readonly Argument<string?> PolicyName = Argument.Text("name") with { Required = true };
    private static readonly Argument<string?> Rules = Argument.Text("rules");
    private static readonly Argument<JsonObject?> Paths = Argument.Mapping("paths");
    private static readonly Argument<string?> State = Argument.Choice("state", Present, Absent) with { Default = Present };

    public string Name => "openbao_policy";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. BaoConnection.WithToken, PolicyName, Rules, Paths, State],
        new MutuallyExclusive(Rules, Paths),
        new RequiredIf(State, Present, Rules, Paths) { Any = true });

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        // As the server keeps names.
        var name = BaoPath.Name(PolicyName, run.Get(PolicyName)!.Trim().ToLowerInvariant());
        if (name == "root" || (name == "default" && run.Get(State) == Absent))
        {
            throw new ModuleException($"Give another name: the policy '{name}' is the server's own.");
        }

        using var bao = BaoConnection.Opened(run);
        var place = BaoPath.Of(Root, name);
        var found = JsonNodes.Text((await bao.FindAsync(place, ct))?.Fields["data"], "policy");
        if (run.Get(State) == Absent)
        {
            if (found is null)
            {
                return Result(false, null, null, name);
            }

            _ = await bao.DeleteAsync($"delete the policy '{name}'", place, ct);
            return Result(true, found, null, name);
        }

        var wanted = run.Get(Paths) is { } paths ? PolicyText.Of(paths) : PolicyText.Kept(run.Get(Rules)!);
        PolicyText.Check(wanted);
        if (found is not null && PolicyText.Meaning(found) == PolicyText.Meaning(wanted))
        {
            return Result(false, found, found, name);
        }

        _ = await bao.WriteAsync($"write the policy '{name}'", place, new JsonObject { ["policy"] = wanted }, ct);
        return Result(true, found, wanted, name);
    }

    private static ModuleResult Result(bool changed, string? before, string? after, string name) => new(changed)
    {
        Values = new JsonObject { ["name"] = name, ["policy"] = after },
        Difference = changed ? new Difference(before, after) : null,
    };
}
