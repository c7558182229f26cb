// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Plugins;
using Modules.Pulp.Upstream;

namespace Modules.Tests.Pulp.Upstream;

/// <summary>Which syncs share a verdict.</summary>
public sealed class UpstreamKeyTests
{
    private readonly Invocation _run = new(new ArgumentValues([]), false, false, new Redactor());

    [Theory]
    [InlineData("remote_username")]
    [InlineData("remote_password")]
    [InlineData("client_cert")]
    [InlineData("client_key")]
    [InlineData("proxy_url")]
    [InlineData("proxy_username")]
    [InlineData("proxy_password")]
    [InlineData("headers")]
    public void A_verdict_is_shared_only_by_those_who_prove_themselves_alike(string option)
    {
        var (one, other) = (Value(option, "first-Horse/42"), Value(option, "second-Horse/42"));
        Assert.Equal(Key(option, one), Key(option, one.DeepClone()));
        Assert.NotEqual(Key(option, one), Key(option, other));
        Assert.NotEqual(Key(option, one), Key("name", "x"));
    }

    [Theory]
    [InlineData("remote_password")]
    [InlineData("client_key")]
    [InlineData("proxy_password")]
    [InlineData("headers")]
    public void It_tells_no_secret(string option) =>
        Assert.DoesNotContain("Horse", Key(option, Value(option, "first-Horse/42")).ToString(), StringComparison.Ordinal);

    private static JsonNode Value(string option, string text) =>
        option == "headers" ? new JsonArray(new JsonObject { ["Authorization"] = text }) : JsonValue.Create(text);

    private UpstreamKey Key(string option, JsonNode value) => UpstreamKey.Of(
        new Item(
            Families.All[0],
            0,
            new ArgumentValues(new JsonObject { ["url"] = "https://upstream.example.com/x/", [option] = value.DeepClone() })),
        _run);
}
