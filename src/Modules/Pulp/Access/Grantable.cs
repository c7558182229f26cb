// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>What Pulp would refuse of a grant, told in check mode: missing names, and a role that is about other objects.</summary>
/// <param name="pulp">The server.</param>
/// <param name="href">The object; null for everything.</param>
internal sealed class Grantable(PulpSession pulp, string? href)
{
    private static readonly Target User = new("users/", "user") { Key = "username" };
    private static readonly Target Group = new("groups/", "group");
    private static readonly Target KnownRole = new("roles/", "role");

    /// <exception cref="ModuleException">Pulp would refuse it.</exception>
    public async Task CheckAsync(IReadOnlyList<RoleGrant> added, CancellationToken ct)
    {
        foreach (var name in added.SelectMany(grant => grant.Users ?? new HashSet<string>()).Distinct())
        {
            _ = await SeenAsync(User, name, ct);
        }

        foreach (var name in added.SelectMany(grant => grant.Groups ?? new HashSet<string>()).Distinct())
        {
            _ = await SeenAsync(Group, name, ct);
        }

        var model = added.Count > 0 ? await ModelAsync(ct) : null;
        foreach (var name in added.Select(grant => grant.Role).Distinct())
        {
            var role = await SeenAsync(KnownRole, name, ct);
            if (model is not null
                && role?["permissions"] is JsonArray permissions
                && !permissions.Any(each => IsAbout((string)each!, model)))
            {
                throw new ModuleException(
                    $"roles: role '{name}': The role does not contain any permission for that object. "
                        + $"Give one with permissions that end in {model.Split('.')[1]}.");
            }
        }
    }

    /// <summary>Null where the user may not look: who may grant a role on an object need not see all users.</summary>
    private async Task<JsonObject?> SeenAsync(Target target, string name, CancellationToken ct)
    {
        try
        {
            return await pulp.FindAsync(target, name, ct);
        }
        catch (ModuleException failure) when (failure.Cause is PulpRefusal { Status: HttpStatusCode.Forbidden })
        {
            return null;
        }
    }

    /// <summary>As permissions name it: <c>file.filerepository</c>. Null for everything, and on servers that do not say.</summary>
    private async Task<string?> ModelAsync(CancellationToken ct) =>
        href is not null && href != ConvergeStep.Pretended
            && (string?)(await pulp.Api.GetAsync($"{href}?fields=prn", ct)).Body?["prn"] is { } prn
            && prn.Split(':') is ["prn", var model, ..] && model.Contains('.', StringComparison.Ordinal)
                ? model
                : null;

    /// <summary>What begins with namespace_ is a permission about a namespace, whatever it ends in.</summary>
    private static bool IsAbout(string permission, string model) =>
        (permission.Split('.'), model.Split('.')) is ([var app, var what], [var its, var name])
        && app == its
        && (what.StartsWith("namespace_", StringComparison.Ordinal)
            ? name == "containernamespace"
            : what.Contains(name, StringComparison.Ordinal));
}
