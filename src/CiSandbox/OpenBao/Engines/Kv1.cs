// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao.Engines;

/// <summary>Secrets without versions: a write replaces all keys, and every path is one.</summary>
internal sealed class Kv1 : IEngine
{
    private const int LargestValue = 1048576;
    private const int Lease = 2764800;

    private readonly ConcurrentDictionary<string, JsonObject> _secrets = new();

    public BaoAnswer Handle(BaoRequest request)
    {
        if (request.Operation == Operation.List)
        {
            return KeyList.Of(_secrets.Keys, request.Path);
        }

        if (request.Path.Length == 0)
        {
            throw new BaoException(400, "missing path");
        }

        switch (request.Operation)
        {
            case Operation.Read:
                return _secrets.TryGetValue(request.Path, out var found)
                    ? new BaoAnswer(200) { Data = found, LeaseDuration = LeaseOf(found), Warnings = request.Ignored() }
                    : throw BaoException.Missing;
            case Operation.Write:
                if (request.Data.Count == 0)
                {
                    throw new BaoException(400, "missing data fields");
                }

                var size = System.Text.Encoding.UTF8.GetByteCount(request.Data.ToJsonString());
                if (size > LargestValue)
                {
                    throw new BaoException(500, BaoException.Wrapped(
                        $"failed to write: put failed due to value being too large; got {size + 90} bytes, max: {LargestValue} bytes"));
                }

                _secrets[request.Path] = request.Data.DeepClone().AsObject();
                return BaoAnswer.Nothing;
            case Operation.Delete:
                _ = _secrets.TryRemove(request.Path, out _);
                return BaoAnswer.Nothing;
            default:
                throw BaoException.UnsupportedOperation;
        }
    }

    public bool Exists(string path) => _secrets.ContainsKey(path);

    /// <summary>The same secrets with versions.</summary>
    public IEngine Upgrade()
    {
        var upgraded = new Kv2();
        foreach (var (path, secret) in _secrets)
        {
            upgraded.Put(path, secret.DeepClone().AsObject());
        }

        return upgraded;
    }

    /// <summary>A key of this name that is a duration says how long a reader may keep the secret.</summary>
    private static int LeaseOf(JsonObject secret)
    {
        try
        {
            return (secret["ttl"] ?? secret["lease"])?.ToString() is { Length: > 0 } text ? (int)Durations.Parse(text) : Lease;
        }
        catch (FormatException)
        {
            return Lease;
        }
    }
}
