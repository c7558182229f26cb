// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;
using Sandbox.Upstream.Container;

namespace Sandbox.Tests.Upstream.Container;

public sealed class UpstreamRegistryTests
{
    private static readonly string Sample = "sha256:" + new string('a', 64);

    [Fact]
    public async Task A_token_is_fetched_with_the_login_and_used_from_then_on()
    {
        await using var upstream = await FaultyUpstream.StartAsync(context =>
        {
            var (path, authorization) = (context.Request.Path.Value, context.Request.Headers.Authorization.ToString());
            if (path == "/token" && authorization == "Basic " + Convert.ToBase64String("user:pass"u8))
            {
                return context.Response.WriteAsync("""{"token":"abc"}""");
            }

            if (path == "/v2/a/b/tags/list" && authorization == "Bearer abc")
            {
                return context.Response.WriteAsync("""{"name":"a/b","tags":["1"]}""");
            }

            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate =
                $"Bearer realm=\"http://{context.Request.Host}/token\",service=\"registry\",scope=\"repository:a/b:pull\"";
            return Task.CompletedTask;
        });

        using var client = Client(upstream, new() { ["username"] = "user", ["password"] = "pass" });
        var registry = new UpstreamRegistry(client, upstream.Url, "a/b");
        Assert.Equal(["1"], await registry.TagsAsync(CancellationToken.None));
        Assert.Equal(["1"], await registry.TagsAsync(CancellationToken.None));
        Assert.Equal(
            [
                "GET /v2/a/b/tags/list", "GET /token?service=registry&scope=repository%3Aa%2Fb%3Apull",
                "GET /v2/a/b/tags/list", "GET /v2/a/b/tags/list",
            ],
            upstream.Lines);
    }

    [Fact]
    public async Task All_pages_of_tags_are_read()
    {
        await using var upstream = await FaultyUpstream.StartAsync(context =>
        {
            var last = context.Request.Query["last"].ToString();
            if (last != "3")
            {
                context.Response.Headers.Link = $"</v2/a/tags/list?last={(last.Length == 0 ? "2" : "3")}&n=2>; rel=\"next\"";
            }

            return context.Response.WriteAsync(last switch
            {
                "" => """{"tags":["1","2"]}""",
                "2" => """{"tags":["3"]}""",
                _ => """{"tags":null}""",
            });
        });

        using var client = Client(upstream, []);
        Assert.Equal(["1", "2", "3"], await new UpstreamRegistry(client, upstream.Url, "a").TagsAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("<html>log in first</html>")]
    [InlineData("[]")]
    public async Task Garbage_is_not_a_list_of_tags(string body)
    {
        await using var upstream = await FaultyUpstream.StartAsync(context => context.Response.WriteAsync(body));

        using var client = Client(upstream, []);
        await Assert.ThrowsAsync<UpstreamException>(
            () => new UpstreamRegistry(client, upstream.Url, "a").TagsAsync(CancellationToken.None));
    }

    [Fact]
    public void An_oci_manifest_without_media_type_is_known_by_its_shape()
    {
        var text = $$"""{"schemaVersion":2,"config":{"digest":"{{Sample}}"},"layers":[{"digest":"{{Sample}}","size":3}]}""";
        var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(text), new("http://upstream.example/"));

        Assert.Equal(MediaType.OciManifest, manifest.MediaType);
        Assert.Equal([(Sample, 3L)], manifest.Layers);
        Assert.Equal(3, (long?)manifest.Fields(null)["compressed_image_size"]);
    }

    [Theory]
    [InlineData("sha256:../../../../etc/passwd")]
    [InlineData("sha512:aa")]
    [InlineData("")]
    public void A_digest_that_is_none_is_refused(string digest) => Assert.Throws<UpstreamException>(() =>
        Manifest.Parse(
            Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"layers":[{"digest":"{{digest}}"}]}"""), new("http://upstream.example/")));

    private static UpstreamClient Client(FaultyUpstream upstream, JsonObject remote)
    {
        remote["url"] = upstream.Url.AbsoluteUri;
        return new(RemoteSettings.From(remote));
    }
}
