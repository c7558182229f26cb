// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.OpenBao.Access;
using CiSandbox.OpenBao.Engines;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Jwt;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao;

/// <summary>Which types there are; null for one that cannot be had.</summary>
internal static class EngineTypes
{
    public static IEngine? Secret(Mount mount, int refusedWrites) => mount.Type switch
    {
        "kv" => mount.Version switch
        {
            "1" => new Kv1(),
            "2" => new Kv2(refusedWrites),
            _ => throw new BaoException(400, "nil backend of type \"kv\" returned from factory"),
        },
        "pki" => new Pki(mount),
        "ssh" or "transit" or "totp" or "database" or "rabbitmq" or "kubernetes" or "ldap" or "openldap" => new Empty(),
        _ => null,
    };

    public static IEngine? Auth(Mount mount, TokenStore tokens) => mount.Type switch
    {
        "jwt" or "oidc" => new JwtMethod(mount, tokens),
        "approle" or "cert" or "kubernetes" or "userpass" => new Empty(),
        _ => null,
    };

    public static void AddBuiltIn(MountTable engines, MountTable methods)
    {
        engines.Add(new Mount("sys/", "system", false)
        {
            Description = "system endpoints used for control, policy and debugging",
            IsBuiltIn = true,
            Options = null,
            SealWrap = true,
            More = { ["passthrough_request_headers"] = new System.Text.Json.Nodes.JsonArray("Accept") },
        });
        engines.Add(new Mount("identity/", "identity", false)
        {
            Description = "identity store",
            IsBuiltIn = true,
            Options = null,
            More = { ["passthrough_request_headers"] = new System.Text.Json.Nodes.JsonArray("Authorization") },
        });
        engines.Add(new Mount("cubbyhole/", "cubbyhole", false)
        {
            Description = "per-token private secret storage",
            IsBuiltIn = true,
            Options = null,
            Local = true,
            Engine = new Kv1(),
        });
        methods.Add(new Mount("token/", "token", true) { Description = "token based credentials", IsBuiltIn = true, Options = null });
    }
}
