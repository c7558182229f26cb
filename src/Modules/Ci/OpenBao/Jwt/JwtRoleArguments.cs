// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>What a playbook may write of a role, and what the server makes of it.</summary>
internal static partial class JwtRoleArguments
{
    public static readonly Argument<string?> Mount = Argument.Text("mount") with { Default = "jwt" };
    public static readonly Argument<string?> State = Argument.Choice("state", "present", "absent") with { Default = "present" };

    private static readonly Argument<string?> RoleName = Argument.Text("name") with { Required = true };
    private static readonly Argument<string?> RoleType = Argument.Choice("role_type", "jwt", "oidc") with { Default = "jwt" };
    private static readonly Argument<string?> UserClaim = Argument.Text("user_claim") with { Default = "user_email" };
    private static readonly Argument<IReadOnlyList<string>?> Audiences = Argument.TextList("bound_audiences");
    private static readonly Argument<JsonObject?> Claims = Argument.Mapping("bound_claims");
    private static readonly Argument<string?> ClaimsType =
        Argument.Choice("bound_claims_type", "string", "glob") with { Default = "string" };
    private static readonly Argument<string?> Subject = Argument.Text("bound_subject");
    private static readonly Argument<JsonObject?> Mappings = Argument.Mapping("claim_mappings");
    private static readonly Argument<IReadOnlyList<string>?> RedirectUris = Argument.TextList("allowed_redirect_uris");
    private static readonly Argument<IReadOnlyList<string>?> Policies = Argument.TextList("token_policies") with { Aliases = ["policies"] };
    private static readonly Argument<string?> Ttl = Argument.Text("token_ttl") with { Aliases = ["ttl"] };
    private static readonly Argument<string?> MaxTtl = Argument.Text("token_max_ttl") with { Aliases = ["max_ttl"] };
    private static readonly Argument<string?> ExplicitMaxTtl = Argument.Text("token_explicit_max_ttl");
    private static readonly Argument<IReadOnlyList<string>?> Cidrs =
        Argument.TextList("token_bound_cidrs") with { Aliases = ["bound_cidrs"] };

    public static readonly ArgumentSpec Spec = new(
    [
        .. BaoConnection.WithToken, Mount, RoleName, RoleType, UserClaim, Audiences, Claims, ClaimsType, Subject, Mappings, RedirectUris,
        Policies, Ttl, MaxTtl, ExplicitMaxTtl, Cidrs, State,
    ]);

    /// <summary>The name as the server keeps it.</summary>
    /// <exception cref="ModuleException">It takes no such name.</exception>
    public static string NameOf(Invocation run) => RoleNames().IsMatch(run.Get(RoleName)!)
        ? run.Get(RoleName)!.ToLowerInvariant()
        : throw new ModuleException($"Give letters, digits, - _ and . in name: OpenBao has no role '{run.Get(RoleName)}'.");

    /// <summary>
    /// The role as the server shows it once it is written: durations in seconds, texts as lists, /32 taken off. Both types are always
    /// sent, because a write without them resets them; of the rest what the playbook says.
    /// </summary>
    /// <exception cref="ModuleException">What the server would refuse.</exception>
    public static JsonObject Wanted(Invocation run)
    {
        var role = new JsonObject
        {
            ["role_type"] = run.Get(RoleType),
            ["user_claim"] = run.Get(UserClaim),
            ["bound_claims_type"] = run.Get(ClaimsType),
            ["bound_audiences"] = List(run.Get(Audiences) ?? []),
            ["bound_claims"] = run.Get(Claims)?.DeepClone() ?? new JsonObject(),
            ["token_policies"] = List(run.Get(Policies) ?? []),
        };
        if (run.Get(Subject) is { } subject)
        {
            role["bound_subject"] = subject;
        }

        if (run.Get(Mappings) is { } mappings)
        {
            role["claim_mappings"] = new JsonObject(mappings.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)$"{pair.Value}")));
        }

        if (run.Get(RedirectUris) is { } uris)
        {
            role["allowed_redirect_uris"] = List(uris);
        }

        if (run.Get(Cidrs) is { } cidrs)
        {
            role["token_bound_cidrs"] = List(cidrs.Select(BoundAddress.Kept));
        }

        foreach (var argument in (Argument<string?>[])[Ttl, MaxTtl, ExplicitMaxTtl])
        {
            if (run.Get(argument) is { } text)
            {
                role[argument.Name] = text.Trim().Length == 0 ? 0 : Durations.Seconds(argument, text);
            }
        }

        Check(run, role);
        return role;
    }

    private static void Check(Invocation run, JsonObject role)
    {
        if (string.IsNullOrWhiteSpace(run.Get(UserClaim)))
        {
            throw new ModuleException("Give user_claim: OpenBao names who logged in by it.");
        }

        if (run.Get(Audiences) is { Count: > 0 } audiences && audiences.All(each => each.Trim().Length == 0))
        {
            throw new ModuleException(
                $"Give the audience of the tokens in {Audiences.Name}: it is empty. Is the variable that it comes from set?");
        }

        var isBound = Count(role["bound_audiences"]) + Count(role["token_bound_cidrs"]) > 0 || role["bound_claims"]!.AsObject().Count > 0
            || !string.IsNullOrEmpty(run.Get(Subject));
        if (run.Get(RoleType) == "jwt" && !isBound)
        {
            throw new ModuleException(
                "Give bound_audiences, bound_claims, bound_subject or token_bound_cidrs: a role without any would let everybody in.");
        }

        if (run.Get(RoleType) == "oidc" && Count(role["allowed_redirect_uris"]) == 0)
        {
            throw new ModuleException(
                "Give allowed_redirect_uris, or role_type: jwt: people who log in by browser are sent to one of them.");
        }

        CheckMappings(run);
        if ((run.Get(Cidrs) ?? []).FirstOrDefault(each => !BoundAddress.Is(each)) is { } address)
        {
            throw new ModuleException($"Give addresses or blocks like 10.1.0.0/16 in {Cidrs.Name}: '{address}' is none.");
        }

        if (run.Get(ClaimsType) == "glob" && role["bound_claims"]!.AsObject()
            .FirstOrDefault(pair => (pair.Value as JsonArray
                ?? [pair.Value?.DeepClone()]).Any(each => each?.GetValueKind() != JsonValueKind.String))
                .Key is { } odd)
        {
            throw new ModuleException($"Give texts in bound_claims where bound_claims_type is glob: '{odd}' has something else.");
        }

        if (role["token_ttl"] is { } ttl && role["token_max_ttl"] is { } max && max.GetValue<long>() > 0
            && ttl.GetValue<long>() > max.GetValue<long>())
        {
            throw new ModuleException("Lower token_ttl or raise token_max_ttl: a token cannot last longer than its maximum.");
        }
    }

    private static void CheckMappings(Invocation run)
    {
        if ((run.Get(Mappings) ?? []).FirstOrDefault(pair => pair.Value is not JsonValue).Key is { } odd)
        {
            throw new ModuleException($"Map each claim to one name in {Mappings.Name}: '{odd}' has something else.");
        }

        var keys = (run.Get(Mappings) ?? []).Select(pair => pair.Value?.ToString() ?? "").ToList();
        if (keys.Contains("role"))
        {
            throw new ModuleException($"Map no claim to 'role' in {Mappings.Name}: OpenBao itself writes the role's name there.");
        }

        if (keys.GroupBy(key => key).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModuleException($"Map one claim to '{twice.Key}' in {Mappings.Name}: there are {twice.Count()}.");
        }
    }

    private static int Count(JsonNode? list) => (list as JsonArray)?.Count ?? 0;

    /// <summary>Trimmed, in their order and with doubles, as they are kept.</summary>
    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(each => (JsonNode?)each.Trim())]);

    [GeneratedRegex(@"^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\z")]
    private static partial Regex RoleNames();
}
