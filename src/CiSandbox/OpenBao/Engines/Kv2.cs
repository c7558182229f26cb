// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao.Engines;

/// <summary>Secrets with versions: data and metadata at paths of their own.</summary>
/// <param name="refused">How many writes are refused at first, as a new engine may.</param>
internal sealed class Kv2(int refused = 0) : IEngine
{
    private const string Forgotten = "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints "
        + "to use. If using the OpenBao CLI, use 'bao kv get' for this operation.";

    private int _refused = refused;
    private readonly SortedDictionary<string, Kv2Secret> _secrets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Kv2Settings _settings = new();

    private Kv2Data Data => new(_secrets, _settings);

    /// <summary>Makes a version.</summary>
    public void Put(string path, JsonObject data)
    {
        var secret = _secrets.TryGetValue(path, out var found) ? found : _secrets[path] = new Kv2Secret();
        secret.Versions[++secret.Current] = new Kv2Version(data);
    }

    /// <summary>Whether a write makes something new: the right to create is enough for it.</summary>
    public bool Exists(string path)
    {
        lock (_gate)
        {
            return path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && _secrets.ContainsKey(path[(slash + 1)..]);
        }
    }

    public BaoAnswer Handle(BaoRequest request)
    {
        lock (_gate)
        {
            var slash = request.Path.IndexOf('/', StringComparison.Ordinal);
            var (kind, path) = slash < 0 ? (request.Path, "") : (request.Path[..slash], request.Path[(slash + 1)..]);
            return kind switch
            {
                "data" or "metadata" when slash < 0 && request.Operation == Operation.Read => new BaoAnswer(404)
                {
                    Warnings = ["Non-listing operations on the root of a K/V v2 mount are not supported."],
                },
                "data" when path.Length == 0 && request.Operation == Operation.Read => throw BaoException.Missing,
                "data" when request.IsWrite && _refused > 0 => throw Upgrading(),
                "config" when path.Length == 0 => _settings.Handle(request),
                "data" when path.Length > 0 => Data.Handle(request, path),
                "metadata" => Metadata(request, path),
                "delete" or "undelete" or "destroy" when path.Length > 0 && request.IsWrite => Change(kind, request, path),
                "subkeys" when request.Operation == Operation.Read => Data.Subkeys(path),
                _ when request.Operation == Operation.Read && kind is not ("data" or "subkeys") =>
                    new BaoAnswer(404) { Warnings = [Forgotten] },
                _ when request.IsWrite && kind is not "data" => new BaoAnswer(404) { Warnings = [Forgotten] },
                _ => throw BaoException.UnsupportedOperation,
            };
        }
    }

    private BaoException Upgrading()
    {
        _refused--;
        return new BaoException(
            400, "Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume "
                + "service shortly.");
    }

    private BaoAnswer Metadata(BaoRequest request, string path)
    {
        if (request.Operation == Operation.List)
        {
            return KeyList.Of(_secrets.Keys, path, request.Query);
        }

        switch (request.Operation)
        {
            case Operation.Read when path.Length > 0:
                return _secrets.TryGetValue(path, out var found) ? BaoAnswer.Of(Kv2Metadata.Shown(found)) : throw BaoException.Missing;
            case Operation.Delete:
                _ = _secrets.Remove(path);
                return BaoAnswer.Nothing;
            case Operation.Write when path.Length > 0:
                Kv2Metadata.Replace(_secrets, path, request.Data);
                return BaoAnswer.Nothing;
            case Operation.Patch when path.Length > 0:
                if (!_secrets.TryGetValue(path, out var patched))
                {
                    return new BaoAnswer(404) { Plain = JsonValue.Create("") };
                }

                Kv2Metadata.Patch(patched, request.Data);
                return BaoAnswer.Nothing;
            default:
                throw BaoException.UnsupportedOperation;
        }
    }

    private BaoAnswer Change(string kind, BaoRequest request, string path)
    {
        var versions = request.Data.Texts("versions") is { Count: > 0 } given
            ? given.Select(each => int.Parse(each, CultureInfo.InvariantCulture)).ToList()
            : throw new BaoException(400, kind == "destroy" ? "no version number provided" : "No version number provided");
        if (_secrets.TryGetValue(path, out var secret))
        {
            foreach (var version in versions.Where(secret.Versions.ContainsKey).Select(each => secret.Versions[each]))
            {
                switch (kind)
                {
                    case "delete" when !version.IsGone:
                        version.Deleted = DateTime.UtcNow;
                        break;
                    case "undelete" when !version.Destroyed:
                        version.Deleted = secret.DeleteAfter > 0 ? DateTime.UtcNow.AddSeconds(secret.DeleteAfter) : null;
                        break;
                    case "destroy":
                        (version.Destroyed, version.Data) = (true, null);
                        break;
                    default:
                        break;
                }
            }
        }

        return BaoAnswer.Nothing;
    }
}
