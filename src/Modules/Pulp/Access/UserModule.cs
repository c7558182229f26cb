// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Access;

/// <summary>Users: what they are, their password, and the groups they are members of.</summary>
internal sealed class UserModule : IModule
{
    public static readonly Entity Entity = new("user", "users/", "user", "users")
    {
        Noun = "user",
        Key = [Text("username").Following(TextRules.AtMost(150))],
        SecretsAreTried = true,
        Fields =
        [
            Text("password").Secret().Clearable().Following(TextRules.Password),
            Text("first_name").MayBeBlank().Following(TextRules.AtMost(150)),
            Text("last_name").MayBeBlank().Following(TextRules.AtMost(150)),
            Text("email").MayBeBlank().Following(TextRules.Email),
            Flag("is_active"),
            Flag("is_staff"),
        ],
    };

    private static readonly Argument<ArgumentValues?> User = Argument.Mapping("user", new ArgumentSpec(
    [
        .. Entity.Arguments().Select(each => each.Name == "username" ? each with { Required = true } : each),
        Membership.Groups,
        Membership.Append,
    ]));

    private static readonly Argument<string?> State = Argument.Choice("state", "present", "absent");

    public string Name => "user";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), User, State],
        [.. Connection.Login, new RequiredIf(State, "present", User), new RequiredIf(State, "absent", User)]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        if (run.Get(User) is not { } wanted)
        {
            var all = await pulp.ListAsync(Entity.Path, "", ct);
            return new ModuleResult(false) { Values = new JsonObject { [Entity.Plural] = new JsonArray([.. all]) } };
        }

        var state = run.Get(State);
        var desired = await Desired.OfAsync(Entity, wanted, pulp, ct);
        var found = await pulp.FindAsync(Entity.Path, Entity.Nouns, desired.Key, ct);
        if (state == "present" && found is not null)
        {
            await new Password(pulp).ForgetIfRightAsync(found, desired, ct);
        }

        // Pulp answers a changed user whether or not the password was another; a login told us.
        var renewed = state == "present" && found is not null && desired.Values.ContainsKey("password");
        var step = ConvergeStep.Toward(Entity, state, found is null ? [] : [found], desired);
        var outcome = await pulp.TakeAsync(Entity, Entity.Path, step, ct);
        var (before, after) = (outcome.Before, outcome.After);
        var moved = state == "present"
            && await new Membership(pulp).ConvergeAsync(wanted, before, after = after!.DeepClone().AsObject(), ct);
        var changed = outcome.Changed || moved || renewed;
        return new ModuleResult(changed)
        {
            Values = new JsonObject { [Entity.Singular] = View.Of(Entity, after) },
            Difference = changed ? new Difference(View.Of(Entity, before), View.Of(Entity, after)) : null,
        };
    }
}
