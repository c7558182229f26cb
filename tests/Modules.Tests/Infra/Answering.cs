// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Infra;

/// <summary>A transport that answers without a network.</summary>
internal sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(answer());
}
