// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Access;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao;

/// <summary>What lies below <c>sys/</c>.</summary>
/// <param name="state">The server's.</param>
/// <param name="policies">Its policies.</param>
/// <param name="rights">What tokens may.</param>
internal sealed class SystemPaths(OpenBaoState state, PolicyStore policies, Rights rights)
{
    private readonly Snapshots _snapshots = new(state);
    private readonly Rekeying _rekeying = new(state.Seal);

    /// <summary>What needs no token; null for all else.</summary>
    public BaoAnswer? Open(BaoRequest request) => (request.Operation, request.Path) switch
    {
        (Operation.Read, "sys/leader") => new BaoAnswer(200)
        {
            Plain = new JsonObject
            {
                ["ha_enabled"] = true,
                ["is_self"] = true,
                ["active_time"] = DateTime.UtcNow.ToString("O"),
                ["leader_address"] = "http://127.0.0.1:8200",
                ["leader_cluster_address"] = "https://127.0.0.1:8201",
                ["raft_committed_index"] = 29,
                ["raft_applied_index"] = 29,
            },
        },
        (Operation.Read, "sys/internal/ui/mounts") when request.Token is null => BaoAnswer.Of(new JsonObject
        {
            ["auth"] = new JsonObject(),
            ["secret"] = new JsonObject(state.Engines.All.Where(mount => mount.IsShown).Select(mount => KeyValuePair.Create(
                mount.Path,
                (JsonNode?)new JsonObject
                {
                    ["description"] = mount.Description,
                    ["options"] = mount.Options?.DeepClone(),
                    ["type"] = mount.Type,
                }))),
        }),
        _ => null,
    };

    /// <summary>The mounts a token has some right below.</summary>
    public BaoAnswer UiMounts(Token token) => BaoAnswer.Of(new JsonObject
    {
        ["auth"] = Visible(state.Methods, "auth/", token),
        ["secret"] = Visible(state.Engines, "", token),
    });

    /// <summary>One mount, for whoever has some right below it.</summary>
    public BaoAnswer UiMount(BaoRequest request, Token token)
    {
        var path = request.Path["sys/internal/ui/mounts/".Length..];
        var mount = path.StartsWith("auth/", StringComparison.Ordinal)
            ? state.Methods.Below(path["auth/".Length..])
            : state.Engines.Below(path);
        var root = mount is null ? "" : (mount.IsAuth ? "auth/" : "") + mount.Path;
        if (mount is null || !rights.HasSomeBelow(token, root))
        {
            throw new BaoException(
                403,
                $"preflight capability check returned 403, please ensure client's policies grant access to path \"{path.TrimEnd('/')}/\"");
        }

        var shown = mount.Shown();
        shown["path"] = mount.Path;
        return BaoAnswer.Of(shown);
    }

    public BaoAnswer Handle(BaoRequest request, Token token)
    {
        var path = request.Path["sys/".Length..];
        return path switch
        {
            _ when path.StartsWith("mounts/auth/", StringComparison.Ordinal) && path.EndsWith("/tune", StringComparison.Ordinal) =>
                state.Methods.Handle(request.At(path["mounts/auth/".Length..])),
            "mounts" when request.Operation != Operation.List => state.Engines.Handle(request.At("")),
            _ when path.Length > 7 && path.StartsWith("mounts/", StringComparison.Ordinal) =>
                state.Engines.Handle(request.At(path["mounts/".Length..])),
            "auth" when request.Operation != Operation.List => state.Methods.Handle(request.At("")),
            _ when path.Length > 5 && path.StartsWith("auth/", StringComparison.Ordinal) =>
                state.Methods.Handle(request.At(path["auth/".Length..])),
            _ when path.StartsWith("policies/acl", StringComparison.Ordinal) => policies.Handle(request),
            _ when path.StartsWith("policy", StringComparison.Ordinal) => policies.Handle(request),
            "seal" when request.IsWrite => Seal(),
            "seal" => throw new BaoException(405),
            "step-down" when request.IsWrite => BaoAnswer.Nothing,
            "capabilities-self" when request.IsWrite => Capabilities(request, token),
            "storage/raft/snapshot" or "storage/raft/snapshot-force" => _snapshots.Handle(request),
            _ when path.StartsWith("rotate/root/", StringComparison.Ordinal) => _rekeying.Handle(request),
            _ => throw BaoException.UnsupportedPath,
        };
    }

    private JsonObject Visible(Mounts.MountTable table, string root, Token token) => new(
        table.All.Where(mount => mount.IsShown || rights.HasSomeBelow(token, root + mount.Path))
            .Select(mount => KeyValuePair.Create(mount.Path, (JsonNode?)mount.Shown())));

    private BaoAnswer Seal()
    {
        state.Seal.Close();
        return BaoAnswer.Nothing;
    }

    private BaoAnswer Capabilities(BaoRequest request, Token token)
    {
        var paths = request.Data.Texts("paths") ?? request.Data.Texts("path") ?? throw new BaoException(400, "paths must be supplied");
        var told = new JsonObject(paths.Select(path => KeyValuePair.Create(path, (JsonNode?)rights.Of(token, path).List())));
        if (paths.Count == 1)
        {
            told["capabilities"] = rights.Of(token, paths[0]).List();
        }

        return BaoAnswer.Of(told) with { Doubled = true };
    }
}
