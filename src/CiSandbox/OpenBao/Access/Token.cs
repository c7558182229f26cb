// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Access;

/// <summary>A token.</summary>
/// <param name="Id">What is sent.</param>
/// <param name="Accessor">What names it without being it.</param>
/// <param name="Policies">Sorted.</param>
internal sealed record Token(string Id, string Accessor, IReadOnlyList<string> Policies)
{
    public string DisplayName { get; init; } = "token";

    public string Path { get; init; } = "auth/token/create";

    public JsonObject? Meta { get; init; }

    public bool Orphan { get; init; }

    public bool Renewable { get; init; } = true;

    public long Ttl { get; init; }

    public long ExplicitMaxTtl { get; init; }

    /// <summary>How long it lasts when it is renewed; 0 for one that ends.</summary>
    public long Period { get; init; }

    public string EntityId { get; init; } = "";

    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    public DateTimeOffset? Expires { get; set; }

    /// <summary>How often it may still be used; 0 for always, −1 for this once.</summary>
    public int Uses { get; set; }

    public bool IsRoot => Policies.Contains("root");

    /// <summary>As a login or its creation tells it.</summary>
    public JsonObject Auth() => new()
    {
        ["client_token"] = Id,
        ["accessor"] = Accessor,
        ["policies"] = Http.Fields.List(Policies),
        ["token_policies"] = Http.Fields.List(Policies),
        ["metadata"] = Meta?.DeepClone(),
        ["lease_duration"] = Ttl,
        ["renewable"] = Renewable,
        ["entity_id"] = EntityId,
        ["token_type"] = "service",
        ["orphan"] = Orphan,
        ["mfa_requirement"] = null,
        ["num_uses"] = Uses,
    };

    /// <summary>As lookup tells it.</summary>
    public JsonObject Lookup()
    {
        var told = new JsonObject
        {
            ["accessor"] = Accessor,
            ["creation_time"] = Created.ToUnixTimeSeconds(),
            ["creation_ttl"] = Ttl,
            ["display_name"] = DisplayName,
            ["entity_id"] = EntityId,
            ["expire_time"] = Expires?.UtcDateTime.ToString("O"),
            ["explicit_max_ttl"] = ExplicitMaxTtl,
            ["id"] = Id,
            ["meta"] = Meta?.DeepClone(),
            ["num_uses"] = Uses,
            ["orphan"] = Orphan,
            ["path"] = Path,
            ["policies"] = Http.Fields.List(Policies),
            ["ttl"] = Expires is { } end ? (long)(end - DateTimeOffset.UtcNow).TotalSeconds : 0,
            ["type"] = "service",
        };
        if (Period > 0)
        {
            told["period"] = Period;
        }

        if (Expires is not null)
        {
            told["issue_time"] = Created.UtcDateTime.ToString("O");
            told["renewable"] = Renewable;
        }

        return told;
    }
}
