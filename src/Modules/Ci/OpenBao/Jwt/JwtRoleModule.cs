// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>Keeps a role of a JWT method: who may log in, and what they get. Compared as the server keeps what is sent.</summary>
internal sealed class JwtRoleModule : IModule
{
    private const string Absent = "absent";

    public string Name => "openbao_jwt_role";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => JwtRoleArguments.Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var mount = BaoPath.Name(JwtRoleArguments.Mount, run.Get(JwtRoleArguments.Mount)!);
        var name = JwtRoleArguments.NameOf(run);
        using var bao = BaoConnection.Opened(run);
        var place = BaoPath.Of("auth", mount, "role", name);
        var answer = await bao.ReadAsync(place, ct, System.Net.HttpStatusCode.NotFound);
        if (!answer.IsSuccess && !run.CheckMode
            && (answer.Body?.ToJsonString() ?? "").Contains("no handler for route", StringComparison.Ordinal))
        {
            throw new ModuleException($"Enable the method with openbao_auth_method first: there is none at 'auth/{mount}'.");
        }

        var found = answer.IsSuccess ? answer.Fields["data"] as JsonObject : null;
        if (run.Get(JwtRoleArguments.State) == Absent)
        {
            return await RemoveAsync(bao, place, name, found, ct);
        }

        var wanted = JwtRoleArguments.Wanted(run);
        Warn(run, wanted);
        var before = found is null
            ? null
            : new JsonObject(wanted.Select(pair => KeyValuePair.Create(pair.Key, Shown(pair.Key, found[pair.Key]))));
        if (before is not null && IsAlike(before, wanted))
        {
            return Result(false, name, before, before);
        }

        _ = await bao.WriteAsync($"write the role '{name}'", place, wanted, ct);
        return Result(true, name, before, wanted);
    }

    private static async Task<ModuleResult> RemoveAsync(OpenBaoApi bao, string place, string name, JsonObject? found, CancellationToken ct)
    {
        if (found is null)
        {
            return Result(false, name, null, null);
        }

        _ = await bao.DeleteAsync($"delete the role '{name}'", place, ct);
        return Result(true, name, found, null);
    }

    /// <summary>Names of policies are one whatever their case: tokens get them in lower case.</summary>
    private static bool IsAlike(JsonObject before, JsonObject wanted) => JsonNode.DeepEquals(Lowered(before), Lowered(wanted));

    private static JsonObject Lowered(JsonObject role)
    {
        var lowered = role.DeepClone().AsObject();
        lowered["token_policies"] = new JsonArray(
            [.. (role["token_policies"] as JsonArray ?? []).Select(each => (JsonNode?)each?.ToString().ToLowerInvariant())]);
        return lowered;
    }

    /// <summary>A list that was never sent is null there.</summary>
    private static JsonNode? Shown(string field, JsonNode? value) => value?.DeepClone() ?? (field is "bound_audiences" ? new JsonArray()
        : field is "bound_claims" or "claim_mappings" ? new JsonObject() : null);

    private static void Warn(Invocation run, JsonObject wanted)
    {
        var claims = wanted["bound_claims"] as JsonObject ?? [];
        if (!claims.ContainsKey("project_id") && !claims.ContainsKey("project_path") && !claims.ContainsKey("repository"))
        {
            _ = run.Warnings.Add(
                "Bind project_id in bound_claims: without it each project of the issuer can log in with this role and read what it may.");
        }
    }

    private static ModuleResult Result(bool changed, string name, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["name"] = name, ["role"] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
