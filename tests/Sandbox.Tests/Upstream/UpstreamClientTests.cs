// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;

namespace Sandbox.Tests.Upstream;

public sealed class UpstreamClientTests
{
    [Fact]
    public async Task Busy_upstreams_are_asked_again()
    {
        await using var upstream = await FaultyUpstream.StartAsync(FaultyUpstream.Statuses(503, 429, 200));

        Assert.Equal("fine", await ReadAsync(upstream.Url));
        Assert.Equal(3, upstream.Lines.Count);
    }

    [Theory]
    [InlineData(503, 0, 1)]
    [InlineData(503, 2, 3)]
    [InlineData(404, 2, 1)]
    [InlineData(401, 2, 1)]
    [InlineData(500, 2, 1)]
    public async Task But_not_more_often_than_it_makes_sense(int status, int retries, int requests)
    {
        await using var upstream = await FaultyUpstream.StartAsync(FaultyUpstream.Statuses(status));

        var failed = await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(upstream.Url, new() { ["max_retries"] = retries }));
        Assert.StartsWith($"{status}, message='", failed.Message, StringComparison.Ordinal);
        Assert.Equal(requests, upstream.Lines.Count);
    }

    [Fact]
    public async Task The_login_goes_with_every_request_but_into_no_message()
    {
        await using var upstream = await FaultyUpstream.StartAsync(FaultyUpstream.Statuses(200, 403));
        var remote = new JsonObject { ["username"] = "user", ["password"] = "p:ss" };

        await ReadAsync(upstream.Url, remote);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:p:ss")), upstream.Headers.First()["Authorization"]);

        var url = new UriBuilder(upstream.Url) { UserName = "user", Password = "secret" }.Uri;
        var refused = await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(url));
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remotes_headers_are_sent()
    {
        await using var upstream = await FaultyUpstream.StartAsync(FaultyUpstream.Statuses(200));
        await ReadAsync(
            upstream.Url,
            new() { ["headers"] = new JsonArray(new JsonObject { ["X-Token"] = "abc" }, new JsonObject { ["X-Other"] = "d e" }) });

        Assert.Equal(("abc", "d e"), (upstream.Headers.Single()["X-Token"], upstream.Headers.Single()["X-Other"]));
    }

    [Theory]
    [InlineData("total_timeout")]
    [InlineData("sock_read_timeout")]
    public async Task An_upstream_that_takes_too_long_is_given_up(string timeout)
    {
        await using var upstream = await FaultyUpstream.StartAsync(context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted));

        var late = await Assert.ThrowsAsync<UpstreamException>(
            () => ReadAsync(upstream.Url, new() { [timeout] = 0.2, ["max_retries"] = 0 }));
        Assert.Contains("timeout", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_that_hangs_up_is_told_of()
    {
        await using var upstream = await FaultyUpstream.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(upstream.Url, new() { ["max_retries"] = 0 }));
    }

    [Fact]
    public async Task Half_an_answer_is_asked_for_again()
    {
        var asked = 0;
        await using var upstream = await FaultyUpstream.StartAsync(async context =>
        {
            context.Response.ContentLength = 4;
            await context.Response.WriteAsync(asked++ == 0 ? "fi" : "fine");
            if (asked == 1)
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        });

        Assert.Equal("fine", await ReadAsync(upstream.Url));
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_with_its_login()
    {
        await using var proxy = await FaultyUpstream.StartAsync(context =>
        {
            if (context.Request.Headers.ProxyAuthorization.Count == 0)
            {
                context.Response.StatusCode = 407;
                context.Response.Headers.ProxyAuthenticate = "Basic realm=\"proxy\"";
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync("through the proxy");
        });

        var remote = new JsonObject { ["proxy_url"] = proxy.Url.AbsoluteUri, ["proxy_username"] = "me", ["proxy_password"] = "secret" };
        Assert.Equal("through the proxy", await ReadAsync(new("http://upstream.example/file"), remote));
        Assert.Equal("Basic " + Convert.ToBase64String("me:secret"u8), proxy.Headers.Last()["Proxy-Authorization"]);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_unless_the_remote_knows_better()
    {
        using var certificate = Certificates.SelfSigned("upstream");
        await using var upstream = await FaultyUpstream.StartAsync(FaultyUpstream.Statuses(200), certificate);

        var refused = await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(upstream.Url, new() { ["max_retries"] = 0 }));
        Assert.Contains("certificate verify failed", refused.Message, StringComparison.Ordinal);
        Assert.Equal("fine", await ReadAsync(upstream.Url, new() { ["ca_cert"] = certificate.ExportCertificatePem() }));
        Assert.Equal("fine", await ReadAsync(upstream.Url, new() { ["tls_validation"] = false }));
    }

    [Fact]
    public async Task A_client_certificate_is_shown_to_those_who_want_one()
    {
        using var certificate = Certificates.SelfSigned("upstream");
        using var client = Certificates.SelfSigned("client");
        await using var upstream = await FaultyUpstream.StartAsync(
            context => context.Response.WriteAsync(context.Connection.ClientCertificate!.Subject), certificate, wantsCertificate: true);

        var remote = new JsonObject
        {
            ["tls_validation"] = false,
            ["client_cert"] = client.ExportCertificatePem(),
            ["client_key"] = Certificates.Key(client),
            ["max_retries"] = 0,
        };
        Assert.Equal("CN=client", await ReadAsync(upstream.Url, remote));
        await Assert.ThrowsAsync<UpstreamException>(
            () => ReadAsync(upstream.Url, new() { ["tls_validation"] = false, ["max_retries"] = 0 }));
    }

    [Fact]
    public void A_remote_without_a_web_address_cannot_be_synced() =>
        Assert.Equal(
            "A remote must have a url specified to synchronize.",
            Assert.Throws<UpstreamException>(() => RemoteSettings.From(new() { ["url"] = null })).Message);

    private static async Task<string> ReadAsync(Uri url, JsonObject? remote = null)
    {
        remote ??= [];
        remote["url"] = url.AbsoluteUri;
        using var client = new UpstreamClient(RemoteSettings.From(remote));
        return Encoding.UTF8.GetString(await client.ReadAsync(url, CancellationToken.None));
    }
}
