// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Mounts;

/// <summary>The mounts of one kind, and the paths below sys/mounts or sys/auth.</summary>
/// <param name="isAuth">Which kind.</param>
/// <param name="make">Makes the engine of a mount; null for a type that cannot be had.</param>
internal sealed class MountTable(bool isAuth, Func<Mount, IEngine?> make)
{
    private static readonly string[] Reserved = ["audit/", "auth/", "cubbyhole/", "identity/", "sys/"];
    private static readonly string[] ConfigLists =
        ["allowed_response_headers", "audit_non_hmac_request_keys", "audit_non_hmac_response_keys", "passthrough_request_headers"];

    private readonly List<Mount> _mounts = [];
    private readonly Lock _gate = new();

    private string Prefix => isAuth ? "auth/" : "";

    public IReadOnlyList<Mount> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _mounts];
            }
        }
    }

    /// <summary>The mount a path lies below.</summary>
    public Mount? Below(string path) => All.FirstOrDefault(mount =>
        (path.TrimEnd('/') + "/").StartsWith(mount.Path, StringComparison.Ordinal));

    public void Add(Mount mount)
    {
        lock (_gate)
        {
            _mounts.Add(mount);
        }
    }

    /// <summary>Answers; the request's path is what follows <c>sys/mounts/</c>.</summary>
    public BaoAnswer Handle(BaoRequest request)
    {
        if (request.Path.Length == 0)
        {
            return request.Operation == Operation.Read ? List() : throw BaoException.UnsupportedOperation;
        }

        if (request.Path.TrimEnd('/').EndsWith("/tune", StringComparison.Ordinal))
        {
            return Tune(request);
        }

        var path = request.Path.TrimEnd('/') + "/";
        return request.Operation switch
        {
            Operation.Read => Read(path),
            Operation.Write => Enable(path, request.Data),
            Operation.Delete => Disable(path),
            _ => throw BaoException.UnsupportedOperation,
        };
    }

    public JsonObject Listed() => new(All.Select(mount => KeyValuePair.Create(mount.Path, (JsonNode?)mount.Shown())));

    private BaoAnswer List() => BaoAnswer.Of(Listed()) with { Doubled = true };

    private BaoAnswer Read(string path) => All.FirstOrDefault(mount => mount.Path == path) is { } found
        ? BaoAnswer.Of(found.Shown()) with { Doubled = true }
        : throw new BaoException(400, $"No {(isAuth ? "auth" : "secret")} engine{(isAuth ? "" : " mount")} at {path}");

    private BaoAnswer Enable(string path, JsonObject data)
    {
        var type = data.Text("type") is { Length: > 0 } given ? given
            : throw new BaoException(400, "backend type must be specified as a string");
        if (!isAuth && Array.Exists(Reserved, reserved => path.StartsWith(reserved, StringComparison.Ordinal)))
        {
            throw new BaoException(400, $"cannot mount \"{path}\"");
        }

        var mount = MountRequest.Read(path, type, isAuth, data, ConfigLists);
        lock (_gate)
        {
            if (_mounts.Find(each => path.StartsWith(each.Path, StringComparison.Ordinal)
                || each.Path.StartsWith(path, StringComparison.Ordinal)) is { } taken)
            {
                throw new BaoException(400, $"path is already in use at {taken.Path}");
            }

            mount.Engine = make(mount) ?? throw new BaoException(400, $"plugin not found in the catalog: {type}");
            _mounts.Add(mount);
        }

        return BaoAnswer.Nothing;
    }

    private BaoAnswer Disable(string path)
    {
        if (isAuth ? path == "token/" : Array.Exists(Reserved, reserved => path == reserved))
        {
            throw new BaoException(400, isAuth ? "token credential backend cannot be disabled" : $"cannot unmount \"{path}\"");
        }

        lock (_gate)
        {
            _ = _mounts.RemoveAll(mount => mount.Path == path);
        }

        return BaoAnswer.Nothing;
    }

    private BaoAnswer Tune(BaoRequest request)
    {
        var path = request.Path.TrimEnd('/')[..^"tune".Length];
        if (All.FirstOrDefault(mount => mount.Path == path) is not { } found)
        {
            throw new BaoException(400, request.IsWrite
                ? $"tune of path \"{Prefix}{path}\" failed: no mount entry found"
                : $"cannot fetch sysview for path \"{Prefix}{path}\"");
        }

        return request.Operation switch
        {
            Operation.Read => BaoAnswer.Of(found.Tuned()) with { Doubled = true },
            Operation.Write => MountTuning.Apply(found, request.Data, ConfigLists, make),
            _ => throw BaoException.UnsupportedOperation,
        };
    }
}
