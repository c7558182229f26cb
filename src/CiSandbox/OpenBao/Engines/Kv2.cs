// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao.Engines;

/// <summary>Secrets with versions: data and metadata at paths of their own.</summary>
/// <param name="refused">How many writes are refused at first, as a new engine may.</param>
internal sealed class Kv2(int refused = 0) : IEngine
{
    private const int LargestValue = 1048576;

    private int _refused = refused;
    private readonly SortedDictionary<string, Kv2Secret> _secrets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _maxVersions;
    private bool _casRequired;
    private bool _metadataCas;
    private long _deleteAfter;

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
                "config" when path.Length == 0 => Config(request),
                "data" when path.Length > 0 => Data(request, path),
                "metadata" => Metadata(request, path),
                "delete" or "undelete" or "destroy" when path.Length > 0 && request.IsWrite => Change(kind, request, path),
                "subkeys" when request.Operation == Operation.Read => Subkeys(request, path),
                _ when request.Operation == Operation.Read && kind is not ("data" or "subkeys") =>
                    new BaoAnswer(404) { Warnings = [Forgotten] },
                _ when request.IsWrite && kind is not "data" => new BaoAnswer(404) { Warnings = [Forgotten] },
                _ => throw BaoException.UnsupportedOperation,
            };
        }
    }

    private const string Forgotten = "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints "
        + "to use. If using the OpenBao CLI, use 'bao kv get' for this operation.";

    private BaoException Upgrading()
    {
        _refused--;
        return new BaoException(
            400, "Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume "
                + "service shortly.");
    }

    private BaoAnswer Config(BaoRequest request)
    {
        if (request.Operation == Operation.Read)
        {
            return BaoAnswer.Of(new JsonObject
            {
                ["cas_required"] = _casRequired,
                ["delete_version_after"] = Durations.Text(_deleteAfter),
                ["max_versions"] = _maxVersions,
                ["metadata_cas_required"] = _metadataCas,
            });
        }

        var (versions, after) = (request.Data.Number("max_versions"), request.Data.Seconds("delete_version_after", mayBeNegative: true));
        _maxVersions = (int)(versions ?? _maxVersions);
        _casRequired = request.Data.Truth("cas_required") ?? _casRequired;
        _metadataCas = request.Data.Truth("metadata_cas_required") ?? _metadataCas;
        _deleteAfter = after ?? _deleteAfter;
        return BaoAnswer.Nothing;
    }

    private BaoAnswer Data(BaoRequest request, string path) => request.Operation switch
    {
        Operation.Read => Read(request, path),
        Operation.Write => Write(request, path),
        Operation.Patch => Patch(request, path),
        Operation.Delete => Delete(path),
        _ => throw BaoException.UnsupportedOperation,
    };

    private BaoAnswer Read(BaoRequest request, string path)
    {
        var version = Wished(request);
        if (!_secrets.TryGetValue(path, out var secret) || secret.Current == 0
            || !secret.Versions.TryGetValue(version == 0 ? secret.Current : version, out var found))
        {
            throw BaoException.Missing;
        }

        var answer = BaoAnswer.Of(new JsonObject
        {
            ["data"] = found.IsGone ? null : found.Data?.DeepClone(),
            ["metadata"] = secret.Metadata(version == 0 ? secret.Current : version),
        });
        return found.IsGone ? answer with { Status = 404 } : answer;
    }

    private static int Wished(BaoRequest request)
    {
        var asked = new JsonObject { ["version"] = request.Query.GetValueOrDefault("version", "0") };
        return (int)(asked.Number("version") ?? 0);
    }

    private BaoAnswer Write(BaoRequest request, string path)
    {
        if (!request.Data.ContainsKey("data"))
        {
            throw new BaoException(400, "no data provided");
        }

        var data = request.Data.Map("data");
        if (data is not null && System.Text.Encoding.UTF8.GetByteCount(data.ToJsonString()) > LargestValue)
        {
            throw new BaoException(500, BaoException.Wrapped(
                $"put failed due to value being too large; got 156 bytes, max {LargestValue} bytes"));
        }

        var options = request.Data.Map("options");
        var known = _secrets.GetValueOrDefault(path);
        CheckCas(known, options);
        return Store(path, known, data is null ? null : Floats(data)?.AsObject(), request.Ignored("data", "options", "version"));
    }

    private BaoAnswer Store(string path, Kv2Secret? known, JsonObject? data, IReadOnlyList<string> warnings)
    {
        var secret = known ?? (_secrets[path] = new Kv2Secret());
        secret.Versions[++secret.Current] = new Kv2Version(data);
        secret.Updated = DateTime.UtcNow;
        var after = secret.DeleteAfter != 0 ? secret.DeleteAfter : _deleteAfter;
        if (after > 0)
        {
            secret.Versions[secret.Current].Deleted = secret.Versions[secret.Current].Created.AddSeconds(after);
        }

        var most = secret.MaxVersions > 0 ? secret.MaxVersions : _maxVersions > 0 ? _maxVersions : 10;
        while (secret.Versions.Count > most)
        {
            _ = secret.Versions.Remove(secret.Versions.Keys.First());
            secret.Oldest = secret.Versions.Keys.First();
        }

        return BaoAnswer.Of(secret.Metadata(secret.Current), warnings);
    }

    private void CheckCas(Kv2Secret? secret, JsonObject? options)
    {
        if (options is null || !options.ContainsKey("cas"))
        {
            if (_casRequired || secret?.CasRequired == true)
            {
                throw new BaoException(400, "check-and-set parameter required for this call");
            }

            return;
        }

        var text = options["cas"]?.ToString() ?? "0";
        var cas = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BaoException(400, "error parsing check-and-set parameter");
        if (cas != (secret?.Current ?? 0))
        {
            throw new BaoException(400, "check-and-set parameter did not match the current version");
        }
    }

    private BaoAnswer Patch(BaoRequest request, string path)
    {
        if (!request.Data.ContainsKey("data"))
        {
            throw new BaoException(400, "no data provided");
        }

        if (!_secrets.TryGetValue(path, out var secret) || secret.Current == 0)
        {
            return new BaoAnswer(404) { Plain = JsonValue.Create("") };
        }

        CheckCas(secret, request.Data.Map("options"));
        var current = secret.Versions[secret.Current];
        if (current.IsGone)
        {
            return BaoAnswer.Of(secret.Metadata(secret.Current)) with { Status = 404 };
        }

        var merged = Merged(current.Data ?? [], request.Data.Map("data") ?? []);
        return Store(path, secret, Floats(merged)!.AsObject(), []);
    }

    private BaoAnswer Delete(string path)
    {
        if (_secrets.TryGetValue(path, out var secret) && secret.Current > 0 && !secret.Versions[secret.Current].IsGone)
        {
            secret.Versions[secret.Current].Deleted = DateTime.UtcNow;
        }

        return BaoAnswer.Nothing;
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

    private BaoAnswer Subkeys(BaoRequest request, string path)
    {
        _ = request;
        return _secrets.TryGetValue(path, out var secret) && secret.Current > 0
            ? BaoAnswer.Of(new JsonObject
            {
                ["metadata"] = secret.Metadata(secret.Current),
                ["subkeys"] = Emptied(secret.Versions[secret.Current].Data),
            })
            : throw BaoException.Missing;
    }

    private static JsonObject? Emptied(JsonNode? data) => data is JsonObject map
        ? new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value is JsonObject { Count: > 0 }
            ? Emptied(pair.Value) : null))))
        : null;

    private static JsonObject Merged(JsonObject before, JsonObject patch)
    {
        var merged = before.DeepClone().AsObject();
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    _ = merged.Remove(name);
                    break;
                case JsonObject map:
                    merged[name] = Merged(merged[name] as JsonObject ?? [], map);
                    break;
                default:
                    merged[name] = value.DeepClone();
                    break;
            }
        }

        return merged;
    }

    /// <summary>Numbers pass through a double, and come back in its shortest spelling.</summary>
    private static JsonNode? Floats(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Floats(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Floats)]),
        _ when node.GetValueKind() == JsonValueKind.Number =>
            JsonNode.Parse(Spelled(double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture))),
        _ => node.DeepClone(),
    };

    private static string Spelled(double number)
    {
        var size = Math.Abs(number);
        return size != 0 && (size < 1e-6 || size >= 1e21)
            ? number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal)
            : ((decimal)number).ToString(CultureInfo.InvariantCulture) is var text
                && double.Parse(text, CultureInfo.InvariantCulture) == number
                ? text
                : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
