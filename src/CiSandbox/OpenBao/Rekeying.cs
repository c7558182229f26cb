using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Seal;

namespace CiSandbox.OpenBao;

/// <summary>New keys in the place of the old ones. Not recorded: as the API's documentation tells.</summary>
/// <param name="seal">The keys.</param>
internal sealed class Rekeying(SealState seal)
{
    private readonly List<byte[]> _given = [];
    private string _nonce = "";
    private int _shares;
    private int _threshold;

    public BaoAnswer Handle(BaoRequest request) => (request.Operation, request.Path) switch
    {
        (Operation.Read, "sys/rekey/init") => new BaoAnswer(200) { Plain = Status() },
        (Operation.Write, "sys/rekey/init") => Begin(request.Data),
        (Operation.Delete, "sys/rekey/init") => End(),
        (Operation.Write, "sys/rekey/update") => Give(request.Data),
        _ => throw BaoException.UnsupportedPath,
    };

    private JsonObject Status() => new()
    {
        ["nonce"] = _nonce,
        ["started"] = _nonce.Length > 0,
        ["t"] = _threshold,
        ["n"] = _shares,
        ["progress"] = _given.Count,
        ["required"] = seal.Threshold,
        ["pgp_fingerprints"] = null,
        ["backup"] = false,
        ["verification_required"] = false,
    };

    private BaoAnswer Begin(JsonObject data)
    {
        if (_nonce.Length > 0)
        {
            throw new BaoException(400, "rekey already in progress");
        }

        var (shares, threshold) = ((int)(data.Number("secret_shares") ?? 0), (int)(data.Number("secret_threshold") ?? 0));
        SealRules.Check(shares, threshold, []);
        (_shares, _threshold, _nonce) = (shares, threshold, Guid.NewGuid().ToString());
        return new BaoAnswer(200) { Plain = Status() };
    }

    private BaoAnswer End()
    {
        _given.Clear();
        (_nonce, _shares, _threshold) = ("", 0, 0);
        return BaoAnswer.Nothing;
    }

    private BaoAnswer Give(JsonObject data)
    {
        if (data.Text("nonce") != _nonce || _nonce.Length == 0)
        {
            throw new BaoException(400, $"incorrect nonce supplied; nonce for this rekey operation is \"{_nonce}\"");
        }

        _given.Add(SealRules.Decoded(data.Text("key") ?? ""));
        if (_given.Count < seal.Threshold)
        {
            return new BaoAnswer(200) { Plain = Status() };
        }

        if (!seal.Fits(_given))
        {
            _ = End();
            throw new BaoException(400, "rekey failed: unseal key verification failed");
        }

        var told = SealEndpoints.Keys(seal.Replace(_shares, _threshold), null);
        (told["nonce"], told["complete"], told["backup"]) = (_nonce, true, false);
        _ = End();
        return new BaoAnswer(200) { Plain = told };
    }
}
