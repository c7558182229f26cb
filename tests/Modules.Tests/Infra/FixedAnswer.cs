// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.Tests.Infra;

/// <summary>A server without a network, which answers the requests whose path ends so with these bytes.</summary>
/// <param name="answers">By the end of the path.</param>
internal sealed class FixedAnswer(params (string End, byte[] Body)[] answers) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = answers.FirstOrDefault(each => request.RequestUri!.AbsolutePath.EndsWith(each.End, StringComparison.Ordinal)).Body;
        return Task.FromResult(new HttpResponseMessage(body is null ? HttpStatusCode.NotFound : HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(body ?? []),
        });
    }
}
