// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.AspNetCore.Http;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;
using Sandbox.Upstream.Rpm;

namespace Sandbox.Tests.Upstream.Rpm;

[Collection(Upstreams.Name)]
public sealed class MirrorListTests(Upstreams upstreams)
{
    [Fact]
    public async Task The_first_mirror_that_answers_is_taken()
    {
        await using var list = await FaultyUpstream.StartAsync(context =>
        {
            if (context.Request.Path != "/mirrorlist")
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(
                $"# mirrors\nhttp://127.0.0.1:9/dead/\n{upstreams["RPM_URL"]}/nowhere/\n{upstreams["RPM_URL"]}/baseos/\n");
        });
        using var client = new UpstreamClient(RemoteSettings.From(new() { ["url"] = list.Url.AbsoluteUri, ["max_retries"] = 0 }));

        var found = await RpmUpstream.FindAsync(client, new(list.Url, "/mirrorlist"), CancellationToken.None);
        Assert.Equal($"{upstreams["RPM_URL"]}/baseos/", found.Root.AbsoluteUri);
    }
}
