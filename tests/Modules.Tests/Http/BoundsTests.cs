// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Http;
using Modules.Tests.Infra;

namespace Modules.Tests.Http;

/// <summary>What is read of an answer has an end.</summary>
public sealed class BoundsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_larger_than_all_that_is_needed_is_not_read_on(bool saysHowLarge)
    {
        using var http =
            new HttpClient(HttpClients.Over(new Answering(() => new() { Content = Body(10_000, saysHowLarge) }), Settings(9_999)));
        var failure =
            await Assert.ThrowsAsync<ModuleException>(() => http.GetByteArrayAsync(new Uri("http://a.example/file?login=secret")));
        Assert.StartsWith("GET http://a.example/file brings more than", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_within_the_limit_comes_whole_and_is_counted(bool streamed)
    {
        var settings = Settings(10_000);
        using var http = new HttpClient(HttpClients.Over(new Answering(() => new() { Content = Body(10_000, true) }), settings));
        using var answer = await http.GetAsync(
            new Uri("http://a.example/"), streamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead);
        Assert.Equal(10_000, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal((1, 10_000L), (settings.Traffic.Requests, settings.Traffic.Received));
    }

    private static HttpSettings Settings(long largest) => new(new Uri("http://a.example")) { Largest = largest };

    private static StreamContent Body(int length, bool saysHowLarge)
    {
        var body = new StreamContent(new Unsized(new byte[length]));
        body.Headers.ContentLength = saysHowLarge ? length : null;
        return body;
    }

    /// <summary>Bytes that nobody knows the number of beforehand.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
