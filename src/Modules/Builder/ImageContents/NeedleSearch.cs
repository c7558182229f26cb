// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Modules.Builder.ImageContents;

/// <summary>Looks for needles in bytes, however long the stream they come in is. Each needle is told once, its plain form first.</summary>
/// <param name="needles">What is looked for.</param>
internal sealed class NeedleSearch(IReadOnlyList<Needle> needles)
{
    private const int Piece = 1 << 20;

    private readonly int _longest = needles.Max(needle => needle.Forms.Max(form => form.Bytes.Length));

    /// <summary>In a text.</summary>
    public IReadOnlyList<FoundNeedle> In(string text)
    {
        var found = new SortedDictionary<int, bool>();
        Look(Encoding.UTF8.GetBytes(text), found);
        return Told(found);
    }

    /// <summary>In a stream, which is read to its end.</summary>
    public async Task<IReadOnlyList<FoundNeedle>> InAsync(Stream stream, CancellationToken ct)
    {
        var found = new SortedDictionary<int, bool>();
        var buffer = new byte[Piece + _longest];
        var kept = 0; // what of the last piece a needle may have begun in
        while (await stream.ReadAtLeastAsync(buffer.AsMemory(kept), 1, throwOnEndOfStream: false, ct) is > 0 and var read)
        {
            var whole = buffer.AsMemory(0, kept + read);
            Look(whole.Span, found);
            kept = Math.Min(whole.Length, _longest - 1);
            whole[^kept..].CopyTo(buffer);
        }

        return Told(found);
    }

    /// <param name="bytes">Where to look.</param>
    /// <param name="found">The needles by their place in the list, with whether only another form was found.</param>
    private void Look(ReadOnlySpan<byte> bytes, SortedDictionary<int, bool> found)
    {
        for (var at = 0; at < needles.Count; at++)
        {
            foreach (var form in needles[at].Forms)
            {
                if (found.TryGetValue(at, out var encoded) && (form.Encoded || !encoded))
                {
                    continue; // nothing better can be found of this one
                }

                if (bytes.IndexOf(form.Bytes) >= 0)
                {
                    found[at] = form.Encoded;
                }
            }
        }
    }

    private List<FoundNeedle> Told(SortedDictionary<int, bool> found) =>
        [.. found.Select(each => new FoundNeedle(needles[each.Key].Name, each.Value))];
}

/// <summary>A needle that was found.</summary>
/// <param name="Name">What the playbook calls it.</param>
/// <param name="Encoded">It was found in another form only, as in base64.</param>
internal sealed record FoundNeedle(string Name, bool Encoded);
