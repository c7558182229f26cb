// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CiSandbox.OpenBao.Access;
using CiSandbox.OpenBao.Engines;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>Logins by JWT: config, roles, login.</summary>
/// <param name="mount">Where it is.</param>
/// <param name="tokens">Makes tokens.</param>
internal sealed partial class JwtMethod(Mount mount, TokenStore tokens) : IEngine
{
    private readonly JwtConfig _config = new();
    private readonly ConcurrentDictionary<string, JsonObject> _roles = new();
    private readonly ConcurrentDictionary<string, string> _entities = new();

    public bool IsOpen(string path) => path == "login";

    public BaoAnswer Handle(BaoRequest request) => HandleAsync(request).GetAwaiter().GetResult();

    private async Task<BaoAnswer> HandleAsync(BaoRequest request) => (request.Operation, request.Path) switch
    {
        (Operation.Read, "config") => _config.Read(),
        (Operation.Write, "config") => await _config.WriteAsync(request.Data),
        (Operation.List, "config") => throw BaoException.UnsupportedPath,
        (_, "config") => throw BaoException.UnsupportedOperation,
        (Operation.Write, "login") => await LoginAsync(request.Data),
        (_, "login") => throw BaoException.UnsupportedOperation,
        (Operation.List, "role" or "role/") => KeyList.Of(_roles.Keys, ""),
        (_, "role" or "role/") => throw (request.Path == "role" ? BaoException.UnsupportedOperation : BaoException.UnsupportedPath),
        _ when request.Path.StartsWith("role/", StringComparison.Ordinal) && RoleName().IsMatch(request.Path["role/".Length..]) =>
            Role(request, request.Path["role/".Length..].ToLowerInvariant()),
        _ => throw BaoException.UnsupportedPath,
    };

    private BaoAnswer Role(BaoRequest request, string name)
    {
        switch (request.Operation)
        {
            case Operation.Read:
                return _roles.TryGetValue(name, out var found) ? BaoAnswer.Of(found) : throw BaoException.Missing;
            case Operation.Write:
                var written = JwtRole.Written(_roles.GetValueOrDefault(name), request.Data);
                _roles[name] = written;
                return written["verbose_oidc_logging"]?.GetValue<bool>() == true
                    ? BaoAnswer.Of(null, "verbose_oidc_logging has been enabled for this role. This is not recommended in production since "
                        + "sensitive information may be present in OIDC responses.")
                    : BaoAnswer.Nothing;
            case Operation.Delete:
                _ = _roles.TryRemove(name, out _);
                return BaoAnswer.Nothing;
            default:
                throw BaoException.UnsupportedOperation;
        }
    }

    private async Task<BaoAnswer> LoginAsync(JsonObject data)
    {
        var fields = _config.Fields ?? throw new BaoException(400, "could not load configuration");
        var name = data.Text("role") is { Length: > 0 } given ? given : fields["default_role"]!.ToString();
        if (name.Length == 0)
        {
            throw new BaoException(400, "missing role");
        }

        if (!_roles.TryGetValue(name.ToLowerInvariant(), out var role))
        {
            throw new BaoException(400, $"role \"{name}\" could not be found");
        }

        if (role["role_type"]!.ToString() == "oidc")
        {
            throw new BaoException(400, "role with oidc role_type is not allowed");
        }

        var claims = await JwtLogin.CheckAsync(
            _config, role, data.Text("jwt") is { Length: > 0 } jwt ? jwt : throw new BaoException(400, "missing token"));
        var user = claims[role["user_claim"]!.ToString()]!.ToString();
        var policies = role["token_policies"]!.AsArray().Select(each => each!.ToString().ToLowerInvariant()).Append("default").Distinct()
            .Order(StringComparer.Ordinal);
        var ttl = role["token_ttl"]!.GetValue<long>() is > 0 and var own ? own : TokenStore.SystemTtl;
        var token = tokens.Add(new Token($"s.{TokenStore.Random(24)}", TokenStore.Random(24), [.. policies])
        {
            DisplayName = $"{mount.Path.TrimEnd('/')}-{user}",
            Path = $"auth/{mount.Path}login",
            Meta = new JsonObject { ["role"] = name.ToLowerInvariant() },
            Orphan = true,
            Ttl = ttl,
            ExplicitMaxTtl = role["token_explicit_max_ttl"]!.GetValue<long>(),
            EntityId = _entities.GetOrAdd(user, _ => Guid.NewGuid().ToString()),
            Expires = DateTimeOffset.UtcNow.AddSeconds(ttl),
            Uses = (int)role["token_num_uses"]!.GetValue<long>(),
        });
        return new BaoAnswer(200) { Auth = token.Auth() };
    }

    [GeneratedRegex(@"^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\z")]
    private static partial Regex RoleName();
}
