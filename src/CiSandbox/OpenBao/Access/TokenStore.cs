// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Access;

/// <summary>All tokens, and the paths below auth/token.</summary>
/// <param name="policies">Which ones exist.</param>
internal sealed class TokenStore(PolicyStore policies)
{
    public const long SystemTtl = 2764800;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly ConcurrentDictionary<string, Token> _tokens = new();

    /// <summary>A random text of letters and digits.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Letters, length);

    public Token Add(Token token)
    {
        _tokens[token.Id] = token;
        return token;
    }

    public Token CreateRoot(string? id = null) => Add(new Token(id ?? $"s.{Random(24)}", Random(24), ["root"])
    {
        DisplayName = "root",
        Path = "auth/token/root",
        Orphan = true,
        Renewable = false,
    });

    /// <summary>A token that is good now; each look is a use of it.</summary>
    public Token? Use(string? id)
    {
        if (id is null || !_tokens.TryGetValue(id, out var token) || token.Expires < DateTimeOffset.UtcNow)
        {
            return null;
        }

        if (token.Uses < 0)
        {
            _ = _tokens.TryRemove(id, out _);
            return null;
        }

        token.Uses = token.Uses switch { 0 => 0, 1 => -1, var left => left - 1 };
        return token;
    }

    public BaoAnswer Handle(BaoRequest request, Token token)
    {
        var path = request.Path["auth/token/".Length..];
        return (request.Operation, path) switch
        {
            (Operation.Read, "lookup-self") => BaoAnswer.Of(token.Lookup()),
            (Operation.Write, "lookup-self") => BaoAnswer.Of(token.Lookup()),
            (Operation.Write, "lookup") => BaoAnswer.Of(
                (_tokens.GetValueOrDefault(request.Data.Text("token") ?? token.Id) ?? throw new BaoException(403, "bad token")).Lookup()),
            (Operation.Write, "renew-self") => Renew(token, request.Data),
            (Operation.Write, "revoke-self") => Revoke(token.Id),
            (Operation.Write, "revoke") => Revoke(request.Data.Text("token") ?? ""),
            (Operation.Write, "create" or "create-orphan") => Create(token, request),
            (_, "lookup-self" or "renew-self" or "revoke-self" or "create" or "revoke" or "lookup")
                when request.Operation != Operation.List =>
                throw BaoException.UnsupportedOperation,
            _ => throw BaoException.UnsupportedPath,
        };
    }

    private static BaoAnswer Renew(Token token, JsonObject data)
    {
        if (token.Expires is null)
        {
            throw new BaoException(400, "invalid lease ID");
        }

        if (!token.Renewable)
        {
            throw new BaoException(400, "lease is not renewable");
        }

        var ttl = data.Seconds("increment", "") is { } wished and > 0 ? wished : token.Ttl;
        token.Expires = DateTimeOffset.UtcNow.AddSeconds(ttl);
        var auth = token.Auth();
        auth["lease_duration"] = ttl;
        return new BaoAnswer(200) { Auth = auth };
    }

    private BaoAnswer Revoke(string id)
    {
        _ = _tokens.TryRemove(id, out _);
        return BaoAnswer.Nothing;
    }

    private BaoAnswer Create(Token parent, BaoRequest request)
    {
        var data = request.Data;
        var wanted = data["policies"] is JsonArray list ? list.Select(each => each?.ToString() ?? "")
            : data["policies"] is { } one ? [one.ToString()] : parent.Policies;
        var names = wanted.Select(name => name.Trim().ToLowerInvariant()).Where(name => name.Length > 0).ToHashSet();
        if (!parent.IsRoot && !names.IsSubsetOf(parent.Policies.Append("default")))
        {
            throw new BaoException(400, "child policies must be subset of parent");
        }

        if (names.Contains("root"))
        {
            names = ["root"];
        }
        else if (data.Truth("no_default_policy") != true)
        {
            _ = names.Add("default");
        }

        if (data.Text("type") is { Length: > 0 } type and not ("service" or "batch"))
        {
            throw new BaoException(400, "invalid 'token_type' value");
        }

        var ttl = Ttl(data, out var warnings);
        var isRoot = names.Contains("root") && ttl is null;
        var id = data.Text("id") ?? $"s.{Random(24)}";
        warnings.AddRange(request.Ignored(
            "policies", "ttl", "display_name", "meta", "no_parent", "no_default_policy", "num_uses", "period", "explicit_max_ttl", "type",
            "renewable", "id", "lease", "entity_alias"));
        warnings.AddRange(names.Order(StringComparer.Ordinal).Where(name => name != "root" && !policies.Exists(name))
            .Select(name => $"Policy \"{name}\" does not exist"));
        var orphan = request.Path.EndsWith("create-orphan", StringComparison.Ordinal) || data.Truth("no_parent") == true;
        if (orphan && !parent.IsRoot)
        {
            throw new BaoException(400, "root or sudo privileges required to create orphan token");
        }

        var lasting = ttl ?? SystemTtl;
        var token = Add(new Token(id, Random(24), [.. names.Order(StringComparer.Ordinal)])
        {
            DisplayName = data.Text("display_name") is { Length: > 0 } shown ? $"token-{shown}" : "token",
            Meta = data["meta"] as JsonObject is { } meta ? meta.DeepClone().AsObject() : null,
            Orphan = orphan,
            Renewable = !isRoot && data.Truth("renewable") != false,
            Ttl = isRoot ? 0 : lasting,
            Period = data["period"] is null ? 0 : lasting,
            ExplicitMaxTtl = data.Seconds("explicit_max_ttl", "") ?? 0,
            Expires = isRoot ? null : DateTimeOffset.UtcNow.AddSeconds(lasting),
            Uses = (int)(data.Number("num_uses") ?? 0),
        });
        return new BaoAnswer(200) { Auth = token.Auth(), Warnings = warnings };
    }

    private static long? Ttl(JsonObject data, out List<string> warnings)
    {
        warnings = [];
        if ((data["period"] ?? data["ttl"])?.ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        long seconds;
        try
        {
            seconds = Durations.Parse(text);
        }
        catch (FormatException failure)
        {
            throw new BaoException(400, failure.Message);
        }

        if (seconds < 0)
        {
            throw new BaoException(400, "ttl must be positive");
        }

        if (seconds > SystemTtl)
        {
            warnings.Add($"TTL of \"{text}\" exceeded the effective max_ttl of \"768h\"; TTL value is capped accordingly");
            return SystemTtl;
        }

        return seconds;
    }
}
