// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Engines;

/// <summary>The versions of secrets, read and written.</summary>
internal sealed class Kv2Data(SortedDictionary<string, Kv2Secret> secrets, Kv2Settings settings)
{
    private const int LargestValue = 1048576;

    public BaoAnswer Handle(BaoRequest request, string path) => request.Operation switch
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
        if (!secrets.TryGetValue(path, out var secret) || secret.Current == 0
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
        var known = secrets.GetValueOrDefault(path);
        CheckCas(known, options);
        return Store(path, known, data is null ? null : Kv2Values.Floats(data)?.AsObject(), request.Ignored("data", "options", "version"));
    }

    private BaoAnswer Store(string path, Kv2Secret? known, JsonObject? data, IReadOnlyList<string> warnings)
    {
        var secret = known ?? (secrets[path] = new Kv2Secret());
        secret.Versions[++secret.Current] = new Kv2Version(data);
        secret.Updated = DateTime.UtcNow;
        var after = secret.DeleteAfter != 0 ? secret.DeleteAfter : settings.DeleteAfter;
        if (after > 0)
        {
            secret.Versions[secret.Current].Deleted = secret.Versions[secret.Current].Created.AddSeconds(after);
        }

        var most = secret.MaxVersions > 0 ? secret.MaxVersions : settings.MaxVersions > 0 ? settings.MaxVersions : 10;
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
            if (settings.CasRequired || secret?.CasRequired == true)
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

        if (!secrets.TryGetValue(path, out var secret) || secret.Current == 0)
        {
            return new BaoAnswer(404) { Plain = JsonValue.Create("") };
        }

        CheckCas(secret, request.Data.Map("options"));
        var current = secret.Versions[secret.Current];
        if (current.IsGone)
        {
            return BaoAnswer.Of(secret.Metadata(secret.Current)) with { Status = 404 };
        }

        var merged = Kv2Values.Merged(current.Data ?? [], request.Data.Map("data") ?? []);
        return Store(path, secret, Kv2Values.Floats(merged)!.AsObject(), []);
    }

    private BaoAnswer Delete(string path)
    {
        if (secrets.TryGetValue(path, out var secret) && secret.Current > 0 && !secret.Versions[secret.Current].IsGone)
        {
            secret.Versions[secret.Current].Deleted = DateTime.UtcNow;
        }

        return BaoAnswer.Nothing;
    }

    /// <summary>The keys of the newest version.</summary>
    public BaoAnswer Subkeys(string path) =>
        secrets.TryGetValue(path, out var secret) && secret.Current > 0
            ? BaoAnswer.Of(new JsonObject
            {
                ["metadata"] = secret.Metadata(secret.Current),
                ["subkeys"] = Kv2Values.Emptied(secret.Versions[secret.Current].Data),
            })
            : throw BaoException.Missing;
}
