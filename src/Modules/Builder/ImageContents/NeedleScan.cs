// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers;

namespace Modules.Builder.ImageContents;

/// <summary>One look for needles in bytes that come piece by piece, however they are cut. Each needle is told once, its plain form
/// first.</summary>
/// <param name="needles">What is looked for.</param>
/// <param name="longest">The length of the longest form.</param>
internal sealed class NeedleScan(IReadOnlyList<Needle> needles, int longest)
{
    private const int Piece = 1 << 17;

    /// <summary>The needles by their place in the list, with whether only another form was found.</summary>
    private readonly SortedDictionary<int, bool> _found = [];

    /// <summary>What of the last pieces a needle may have begun in.</summary>
    private byte[] _kept = [];

    public IReadOnlyList<FoundNeedle> Found => [.. _found.Select(each => new FoundNeedle(needles[each.Key].Name, each.Value))];

    /// <summary>Takes the next piece.</summary>
    public void Take(ReadOnlySpan<byte> piece)
    {
        var most = longest - 1;
        byte[] border = [.. _kept, .. piece[..Math.Min(piece.Length, most)]];
        Look(border);
        if (piece.Length > most)
        {
            Look(piece);
        }

        _kept = piece.Length >= most ? piece[^most..].ToArray() : border[Math.Max(0, border.Length - most)..];
    }

    /// <summary>Takes all that a stream has.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(), ct) is > 0 and var read)
            {
                Take(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < needles.Count; at++)
        {
            foreach (var form in needles[at].Forms)
            {
                if (_found.TryGetValue(at, out var encoded) && (form.Encoded || !encoded))
                {
                    continue; // nothing better can be found of this one
                }

                if (bytes.IndexOf(form.Bytes) >= 0)
                {
                    _found[at] = form.Encoded;
                }
            }
        }
    }
}
