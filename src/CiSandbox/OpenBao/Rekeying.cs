// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Seal;

namespace CiSandbox.OpenBao;

/// <summary>New keys in the place of the old ones. The status is recorded; the rest is as the API's documentation tells.</summary>
/// <param name="seal">The keys.</param>
internal sealed class Rekeying(SealState seal)
{
    private readonly List<byte[]> _given = [];
    private IReadOnlyList<byte[]> _made = [];
    private string _nonce = "";
    private string _proof = "";
    private int _shares;
    private int _threshold;
    private bool _isProved;
    private bool _hasBackup;
    private JsonObject? _backup;

    public BaoAnswer Handle(BaoRequest request) => (request.Operation, request.Path["sys/rotate/root/".Length..]) switch
    {
        (Operation.Read, "init") => BaoAnswer.Of(Status()),
        (Operation.Write, "init") => Begin(request.Data),
        (Operation.Delete, "init") => End(),
        (Operation.Write, "update") => Give(request.Data),
        (Operation.Read, "verify") when _proof.Length > 0 => BaoAnswer.Of(Proof()),
        (Operation.Write, "verify") => Prove(request.Data),
        (Operation.Read or Operation.Write, "verify") => throw new BaoException(400, "no rekey verification in progress"),
        (Operation.Read, "backup") => _backup is null
            ? throw new BaoException(400, "no backed-up keys found")
            : BaoAnswer.Of(_backup.DeepClone().AsObject()),
        (Operation.Delete, "backup") => Forget(),
        _ => throw BaoException.UnsupportedPath,
    };

    private JsonObject Status()
    {
        var status = new JsonObject
        {
            ["n"] = _shares, ["required"] = seal.Threshold, ["started"] = _nonce.Length > 0, ["t"] = _threshold,
        };
        if (_nonce.Length > 0)
        {
            (status["nonce"], status["progress"], status["backup"], status["verification_required"]) =
                (_nonce, _given.Count, _hasBackup, _isProved);
        }

        return status;
    }

    private BaoAnswer Begin(JsonObject data)
    {
        if (_nonce.Length > 0)
        {
            throw new BaoException(400, "rotation already in progress");
        }

        var (shares, threshold) = ((int)(data.Number("secret_shares") ?? 0), (int)(data.Number("secret_threshold") ?? 0));
        SealRules.Check(shares, threshold, (data["pgp_keys"] as JsonArray)?.Select(each => each?.ToString() ?? "").ToList() ?? []);
        (_shares, _threshold, _nonce) = (shares, threshold, Guid.NewGuid().ToString());
        (_isProved, _hasBackup) = ((bool?)data["require_verification"] == true, (bool?)data["backup"] == true);
        return BaoAnswer.Of(Status());
    }

    private BaoAnswer End()
    {
        _given.Clear();
        (_nonce, _proof, _shares, _threshold, _made) = ("", "", 0, 0, []);
        return BaoAnswer.Nothing;
    }

    private BaoAnswer Give(JsonObject data)
    {
        Take(data, _nonce);
        if (_given.Count < seal.Threshold)
        {
            return BaoAnswer.Of(Status());
        }

        if (!seal.Fits(_given))
        {
            _given.Clear();
            throw new BaoException(400, "rotation failed: unseal key verification failed");
        }

        _given.Clear();
        _made = SealState.Made(_shares);
        var told = SealEndpoints.Keys(_made, null);
        (told["nonce"], told["complete"], told["backup"]) = (_nonce, true, _hasBackup);
        if (_hasBackup)
        {
            _backup = new JsonObject
            {
                ["nonce"] = _nonce, ["keys"] = ByOwner(told["keys"]!.AsArray()), ["keys_base64"] = ByOwner(told["keys_base64"]!.AsArray()),
            };
        }

        if (_isProved)
        {
            _proof = Guid.NewGuid().ToString();
            (told["verification_required"], told["verification_nonce"]) = (true, _proof);
        }
        else
        {
            seal.Replace(_made, _threshold);
            _ = End();
        }

        return BaoAnswer.Of(told);
    }

    /// <summary>By the fingerprint of each PGP key, of which one may have several shares.</summary>
    private static JsonObject ByOwner(JsonArray keys) => new(keys.Select((key, at) => KeyValuePair.Create(
        $"{at:x40}", (JsonNode?)new JsonArray(key!.DeepClone()))));

    private JsonObject Proof() => new() { ["nonce"] = _proof, ["t"] = _threshold, ["n"] = _shares, ["progress"] = _given.Count };

    private BaoAnswer Prove(JsonObject data)
    {
        Take(data, _proof);
        if (_given.Count < _threshold)
        {
            return BaoAnswer.Of(Proof());
        }

        if (!_given.TrueForAll(key => _made.Any(made => made.AsSpan().SequenceEqual(key))))
        {
            _given.Clear();
            throw new BaoException(400, "rotation verification failed: incorrect key shares");
        }

        seal.Replace(_made, _threshold);
        var told = new JsonObject { ["nonce"] = _proof, ["complete"] = true };
        _ = End();
        return BaoAnswer.Of(told);
    }

    private BaoAnswer Forget()
    {
        _backup = null;
        return BaoAnswer.Nothing;
    }

    private void Take(JsonObject data, string nonce)
    {
        if (nonce.Length == 0 || data.Text("nonce") != nonce)
        {
            throw new BaoException(400, $"incorrect nonce supplied; nonce for this rotation operation is \"{nonce}\"");
        }

        _given.Add(SealRules.Decoded(data.Text("key") ?? ""));
    }
}
