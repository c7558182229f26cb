// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;

namespace CiSandbox.OpenBao.Seal;

/// <summary>The keys, and how many of them were given. Shares are random: which ones belong together is remembered.</summary>
internal sealed class SealState
{
    private readonly List<byte[]> _shares = [];
    private readonly List<byte[]> _given = [];

    public bool Initialized { get; private set; }

    public bool Sealed { get; private set; } = true;

    public int Threshold { get; private set; }

    public int Shares => _shares.Count;

    public IReadOnlyList<byte[]> Keys => _shares;

    public int Progress => _given.Count;

    public string Nonce { get; private set; } = "";

    public string ClusterId { get; private set; } = "";

    /// <summary>Makes the keys.</summary>
    public IReadOnlyList<byte[]> Initialize(int shares, int threshold)
    {
        (Initialized, Threshold, ClusterId) = (true, threshold, Guid.NewGuid().ToString());
        _shares.Clear();
        _shares.AddRange(Made(shares));
        return _shares;
    }

    /// <summary>Takes the keys of an earlier run, and is open until it is closed.</summary>
    public void Restore(IReadOnlyList<byte[]> keys, int threshold, string clusterId)
    {
        (Initialized, Sealed, Threshold, ClusterId) = (true, false, threshold, clusterId);
        _shares.Clear();
        _shares.AddRange(keys);
    }

    /// <summary>Keys that are nobody's yet.</summary>
    public static IReadOnlyList<byte[]> Made(int shares) =>
        [.. Enumerable.Range(0, shares).Select(_ => RandomNumberGenerator.GetBytes(shares == 1 ? 32 : 33))];

    /// <summary>Takes others in the place of its keys, which open it no more.</summary>
    public void Replace(IReadOnlyList<byte[]> keys, int threshold)
    {
        Threshold = threshold;
        _shares.Clear();
        _shares.AddRange(keys);
    }

    /// <summary>Takes one key; false where it was the last one and they do not fit.</summary>
    public bool Give(byte[] key)
    {
        if (_given.Exists(given => given.AsSpan().SequenceEqual(key)))
        {
            return true;
        }

        Nonce = _given.Count == 0 ? Guid.NewGuid().ToString() : Nonce;
        _given.Add(key);
        if (_given.Count < Threshold)
        {
            return true;
        }

        var fit = Fits(_given);
        Reset();
        Sealed = !fit;
        return fit;
    }

    /// <summary>Whether all of these are keys of this server.</summary>
    public bool Fits(IEnumerable<byte[]> keys) => keys.All(key => _shares.Exists(share => share.AsSpan().SequenceEqual(key)));

    public void Reset()
    {
        _given.Clear();
        Nonce = "";
    }

    public void Close()
    {
        Reset();
        Sealed = true;
    }
}
