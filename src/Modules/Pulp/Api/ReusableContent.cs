// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Api;

/// <summary>A body that can be sent again: sending it disposes of it.</summary>
internal sealed class ReusableContent
{
    private readonly byte[] _bytes;
    private readonly string? _type;

    private ReusableContent(byte[] bytes, string? type) => (_bytes, _type) = (bytes, type);

    public static async Task<ReusableContent> OfAsync(HttpContent content, CancellationToken ct)
    {
        using (content)
        {
            return new ReusableContent(await content.ReadAsByteArrayAsync(ct), content.Headers.ContentType?.ToString());
        }
    }

    public ByteArrayContent Next()
    {
        var content = new ByteArrayContent(_bytes);
        _ = _type is null || content.Headers.TryAddWithoutValidation("Content-Type", _type);
        return content;
    }
}
