// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Plugins;
using Modules.Pulp.Upstream;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Upstream;

/// <summary>An upstream is asked for each form of it that Pulp takes before it is said to lack something.</summary>
public sealed class ProbeFormsTests
{
    private static readonly ModuleHost.Invocation Any = new(new ModuleHost.ArgumentValues([]), false, false, new ModuleHost.Secrets.Redactor());

    [Theory]
    [InlineData("rpm", "/mirrorlist", "# mirrors\nhttp://mirror.example.com/9/BaseOS/\n", "Fine")]
    [InlineData("rpm", "/mirrorlist", "<html><a href=\"http://elsewhere\">a page</a></html>", "Missing")]
    [InlineData("rpm", "/mirrorlist/repodata/repomd.xml", "<repomd/>", "Fine")]
    [InlineData("rpm", "/other", "x", "Missing")]
    [InlineData("deb", "/mirrorlist/dists/jammy/InRelease", "Origin: x", "Fine")]
    [InlineData("deb", "/mirrorlist/dists/jammy/Release", "Origin: x", "Fine")]
    [InlineData("deb", "/other", "x", "Missing")]
    public async Task Every_form_is_asked_for(string type, string path, string content, string kind)
    {
        using var upstream = new AnyFiles(asked => asked.Url!.AbsolutePath == path ? (200, Encoding.UTF8.GetBytes(content)) : (404, []));
        var item = new Item(Families.All.Single(family => family.Name == type), 0, new ModuleHost.ArgumentValues(new JsonObject
        {
            ["name"] = "x",
            ["url"] = upstream.Address + "/mirrorlist",
            ["distributions"] = new JsonArray("jammy"),
        }));
        Assert.Equal(kind, (await Probe.Of(UpstreamRemote.Of(item, Any))!.AskAsync(CancellationToken.None)).Kind.ToString());
    }
}
