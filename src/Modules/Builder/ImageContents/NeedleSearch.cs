// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Modules.Builder.ImageContents;

/// <summary>Looks for needles in texts and streams.</summary>
/// <param name="needles">What is looked for.</param>
internal sealed class NeedleSearch(IReadOnlyList<Needle> needles)
{
    private readonly int _longest = needles.Max(needle => needle.Forms.Max(form => form.Bytes.Length));

    /// <summary>For bytes that come in pieces.</summary>
    public NeedleScan Scan() => new(needles, _longest);

    /// <summary>In a text.</summary>
    public IReadOnlyList<FoundNeedle> In(string text)
    {
        var scan = Scan();
        scan.Take(Encoding.UTF8.GetBytes(text));
        return scan.Found;
    }

    /// <summary>In a stream, which is read to its end.</summary>
    public async Task<IReadOnlyList<FoundNeedle>> InAsync(Stream stream, CancellationToken ct)
    {
        var scan = Scan();
        await scan.ReadAsync(stream, ct);
        return scan.Found;
    }
}

/// <summary>A needle that was found.</summary>
/// <param name="Name">What the playbook calls it.</param>
/// <param name="Encoded">It was found in another form only, as in base64.</param>
internal sealed record FoundNeedle(string Name, bool Encoded);
