// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.Http;

/// <summary>The body of an answer, up to its limit.</summary>
internal sealed class BoundedContent : HttpContent
{
    private readonly HttpContent _whole;
    private readonly string _what;
    private readonly long _largest;
    private readonly Traffic _traffic;

    /// <param name="whole">The body as it comes.</param>
    /// <param name="what">The request, for the message.</param>
    /// <param name="largest">How many bytes at most.</param>
    /// <param name="traffic">Counts them.</param>
    public BoundedContent(HttpContent whole, string what, long largest, Traffic traffic)
    {
        (_whole, _what, _largest, _traffic) = (whole, what, largest, traffic);
        foreach (var (name, values) in whole.Headers.NonValidated)
        {
            _ = Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var body = await CreateContentReadStreamAsync(cancellationToken);
        await body.CopyToAsync(stream, cancellationToken);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        if (_whole.Headers.ContentLength > _largest)
        {
            throw StreamLimits.TooLarge(_what, _largest);
        }

        return (await _whole.ReadAsStreamAsync(cancellationToken)).AtMost(_largest, _what, _traffic.Receive);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _whole.Headers.ContentLength ?? 0;
        return _whole.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _whole.Dispose();
        }

        base.Dispose(disposing);
    }
}
