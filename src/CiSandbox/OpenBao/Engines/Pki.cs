// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao.Engines;

/// <summary>A certificate authority: a root made here, roles, certificates.</summary>
/// <param name="mount">Its longest time.</param>
internal sealed class Pki(Mount mount) : IEngine
{
    private readonly ConcurrentDictionary<string, JsonObject> _roles = new();
    private readonly ConcurrentDictionary<string, string> _issued = new();
    private PkiAuthority? _authority;

    public bool IsOpen(string path) => path is "ca" or "ca/pem" or "ca_chain" or "crl" or "crl/pem"
        || path.StartsWith("cert/", StringComparison.Ordinal);

    public BaoAnswer Handle(BaoRequest request)
    {
        var parts = request.Path.Split('/');
        return (request.Operation, parts) switch
        {
            (Operation.Write, ["root", "generate", var kind]) => Root(kind, request.Data),
            (Operation.Read, ["ca", "pem"] or ["ca_chain"]) => Pem(),
            (Operation.Read, ["cert", "ca" or "ca_chain"]) => BaoAnswer.Of(new JsonObject
            {
                ["certificate"] = (_authority ?? throw new BaoException(400, "no default issuer currently configured")).Pem,
                ["revocation_time"] = 0,
                ["revocation_time_rfc3339"] = "",
            }),
            (Operation.List, ["roles"] or ["roles", ""]) => KeyList.Of(_roles.Keys, ""),
            (_, ["roles", { Length: > 0 } name]) => Role(request, name),
            (Operation.Write, ["issue", var role]) => Issue(role, request.Data),
            (Operation.Read, ["cert", var serial]) => _issued.TryGetValue(serial.Replace('-', ':'), out var pem)
                ? BaoAnswer.Of(new JsonObject
                {
                    ["certificate"] = pem,
                    ["revocation_time"] = 0,
                    ["revocation_time_rfc3339"] = "",
                })
                : throw BaoException.Missing,
            (Operation.List, ["certs"]) => KeyList.Of(_issued.Keys, ""),
            _ => throw BaoException.UnsupportedPath,
        };
    }

    private BaoAnswer Root(string kind, JsonObject data)
    {
        if (kind is not ("internal" or "exported"))
        {
            throw new BaoException(400, "the \"exported\" path parameter must be \"internal\", \"existing\", exported\" or \"kms\"");
        }

        var most = mount.MaxTtl == 0 ? Mount.SystemTtl : mount.MaxTtl;
        var asked = data.Seconds("ttl") ?? 0;
        var authority = PkiAuthority.Make(data.Text("common_name") ?? "", asked is > 0 && asked < most ? asked : most);
        _authority ??= authority;
        _issued[authority.Serial] = authority.Pem;
        return BaoAnswer.Of(
            new JsonObject
            {
                ["certificate"] = authority.Pem,
                ["expiration"] = authority.End.ToUnixTimeSeconds(),
                ["issuer_id"] = Guid.NewGuid().ToString(),
                ["issuer_name"] = data.Text("issuer_name") ?? "",
                ["issuing_ca"] = authority.Pem,
                ["key_id"] = Guid.NewGuid().ToString(),
                ["key_name"] = data.Text("key_name") ?? "",
                ["serial_number"] = authority.Serial,
            },
            "This mount hasn't configured any authority information access (AIA) fields; this may make it harder for systems to find "
                + "missing certificates in the chain or to validate revocation status of certificates. Consider updating "
                    + "/config/urls or the "
                + "newly generated issuer with this information.");
    }

    private BaoAnswer Pem() => _authority is null
        ? BaoAnswer.Nothing
        : new BaoAnswer(200) { Raw = Encoding.ASCII.GetBytes(_authority.Pem), ContentType = "application/pem-certificate-chain" };

    private BaoAnswer Role(BaoRequest request, string name)
    {
        if (name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')))
        {
            throw BaoException.UnsupportedPath;
        }

        switch (request.Operation)
        {
            case Operation.Read:
                return _roles.TryGetValue(name, out var found) ? BaoAnswer.Of(found) : throw BaoException.Missing;
            case Operation.Write:
                return BaoAnswer.Of(_roles[name] = PkiRole.Written(request.Data));
            case Operation.Delete:
                _ = _roles.TryRemove(name, out _);
                return BaoAnswer.Nothing;
            default:
                throw BaoException.UnsupportedOperation;
        }
    }

    private BaoAnswer Issue(string roleName, JsonObject data)
    {
        if (!_roles.TryGetValue(roleName, out var role))
        {
            throw new BaoException(400, $"unknown role: {roleName}");
        }

        var name = data.Text("common_name") ?? "";
        var names = (data.Text("alt_names") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var addresses = (data.Text("ip_sans") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var asked = data.Seconds("ttl") ?? 0;
        if (data.Text("format") is { Length: > 0 } format && format is not ("pem" or "pem_bundle" or "der"))
        {
            throw new BaoException(400, "the \"format\" path parameter must be \"pem\", \"der\", or \"pem_bundle\"");
        }

        PkiRole.Check(role, name, names);
        var authority = _authority ?? throw new BaoException(
            500, BaoException.Wrapped("could not fetch the CA certificate (was one set?): no default issuer currently configured"));
        var (ttl, warnings) = PkiRole.Ttl(role, asked, mount.MaxTtl == 0 ? Mount.SystemTtl : mount.MaxTtl, mount.DefaultTtl);
        var issued = authority.Issue(name, names, addresses, ttl, role["key_type"]!.ToString());
        if (role["no_store"]?.GetValue<bool>() != true)
        {
            _issued[issued.Serial] = issued.Pem;
        }

        return BaoAnswer.Of(
            new JsonObject
            {
                ["ca_chain"] = new JsonArray(authority.Pem),
                ["certificate"] = issued.Pem,
                ["expiration"] = issued.End.ToUnixTimeSeconds(),
                ["issuing_ca"] = authority.Pem,
                ["not_before"] = issued.Start.ToUnixTimeSeconds(),
                ["private_key"] = issued.Key,
                ["private_key_type"] = role["key_type"]!.ToString(),
                ["serial_number"] = issued.Serial,
            },
            warnings);
    }
}
