// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Access;

/// <summary>Groups of users.</summary>
internal sealed class GroupModule : IModule
{
    public static readonly Entity Entity =
        new("group", "groups/", "group", "groups") { Noun = "user group", Key = [Text("name").Following(TextRules.AtMost(150))] };

    private static readonly Argument<ArgumentValues?> Group =
        Argument.Mapping("group", new ArgumentSpec([Argument.RequiredText("name"), Members.Users, Members.Append]));

    private static readonly Argument<string?> State = Argument.Choice("state", "present", "absent");

    public string Name => "group";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Group, State],
        [.. Connection.Login, new RequiredIf(State, "present", Group), new RequiredIf(State, "absent", Group)]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        if (run.Get(Group) is not { } wanted)
        {
            var all = await pulp.ListAsync(Entity.Path, "", ct);
            return new ModuleResult(false) { Values = new JsonObject { [Entity.Plural] = new JsonArray([.. all]) } };
        }

        var state = run.Get(State);
        var desired = await Desired.OfAsync(Entity, wanted, pulp, ct);
        var found = await pulp.FindAsync(Entity.Path, Entity.Nouns, desired.Key, ct);
        var step = ConvergeStep.Toward(Entity, state, found is null ? [] : [found], desired);
        var outcome = await pulp.TakeAsync(Entity, Entity.Path, step, ct);
        var moved = state == "present" && await new Members(pulp).ConvergeAsync(wanted, outcome.After!, ct);
        return new ModuleResult(outcome.Changed || moved)
        {
            Values = new JsonObject { [Entity.Singular] = outcome.After?.DeepClone() },
            Difference = outcome.Changed || moved ? new Difference(outcome.Before, outcome.After) : null,
        };
    }
}
