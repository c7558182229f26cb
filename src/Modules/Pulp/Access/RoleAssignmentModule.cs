// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>Grants roles to users and groups, on one object of any kind or on everything.</summary>
internal sealed class RoleAssignmentModule : IModule
{
    private static readonly Argument<string?> Object = Argument.Text("object");

    /// <summary>Objects by name, where names are enough.</summary>
    private static readonly IReadOnlyList<(Argument<string?> Argument, Target Target)> Named =
    [
        (Argument.Text("repository"), AnyKind.Repository),
        (Argument.Text("remote"), new Target("remotes/", "remote")),
        (Argument.Text("distribution"), new Target("distributions/", "distribution")),
        (Argument.Text("content_guard"), AnyKind.ContentGuard),
    ];

    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Roles = Argument.MappingList("roles", RoleGrant.Options);
    private static readonly Argument<IReadOnlyList<string>?> Exact = Argument.TextList("exact") with { Choices = ["users", "groups"] };
    private static readonly Argument<string?> State = Argument.Choice("state", "present", "absent");

    public string Name => "role_assignment";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Object, .. Named.Select(each => each.Argument), Roles, Exact, State],
        new MutuallyExclusive([Object, .. Named.Select(each => each.Argument)]),
        new RequiredIf(State, "present", Roles),
        new RequiredIf(State, "absent", Roles));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        List<RoleGrant> wanted = [.. (run.Get(Roles) ?? []).Select(RoleGrant.Of)];
        var state = run.Get(State);
        var (users, groups) = (IsExact(run, "users"), IsExact(run, "groups"));
        var href = await ObjectAsync(run, pulp, ct);
        IRoleHolder holder = href is not null
            ? new ObjectRoles(pulp, href)
            : new GlobalRoles(pulp, users || state is null, groups || state is null);
        var current = await holder.ReadAsync(wanted, ct);
        var plan = state is null ? new GrantPlan([], []) : GrantPlan.Toward(current, wanted, state == "absent", users, groups);
        if (!pulp.Writes)
        {
            await new Grantable(pulp, href).CheckAsync(plan.Added, ct); // for real Pulp says it itself, before it grants anything
        }

        await holder.TakeAsync(plan, ct);
        var changed = plan.Added.Count + plan.Removed.Count > 0;
        return new ModuleResult(changed)
        {
            Values = new JsonObject { ["roles"] = Shown(plan.Apply(current)) },
            Difference = changed
                ? new Difference(Shown(new GrantPlan([], []).Apply(current)), Shown(plan.Apply(current)))
                : null,
        };
    }

    private static bool IsExact(Invocation run, string side) => run.Get(Exact)?.Contains(side) == true;

    /// <summary>The object's href; null for everything.</summary>
    private static async Task<string?> ObjectAsync(Invocation run, PulpSession pulp, CancellationToken ct)
    {
        foreach (var (argument, target) in Named)
        {
            if (run.Get(argument) is { } name)
            {
                return (string?)(await pulp.FindAsync(target, name, ct))["pulp_href"];
            }
        }

        return run.Get(Object) switch
        {
            null or ConvergeStep.Pretended => run.Get(Object),
            var href when href.StartsWith(pulp.Api.Root, StringComparison.Ordinal) => href.TrimEnd('/') + "/",
            var href => throw new ModuleException($"object '{href}' is no href of this server; those begin with {pulp.Api.Root}."),
        };
    }

    private static JsonArray Shown(IReadOnlyList<RoleGrant> grants) =>
        new([.. grants.OrderBy(grant => grant.Role, StringComparer.Ordinal).Select(grant => (JsonNode?)grant.Shown)]);
}
