// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Sources;

/// <summary>Nearer places of content.</summary>
public sealed class AlternateContentSourceTests
{
    [Fact]
    public async Task A_source_at_the_remote_itself_is_left_alone_the_second_time()
    {
        using var pulp = new SandboxProcess();
        _ = await pulp.TellAsync(
            "file_remote", Parsed("""{"name":"near","url":"http://127.0.0.1:9/PULP_MANIFEST","policy":"on_demand","state":"present"}"""));
        Assert.Equal("true", await ChangedAsync(pulp, """{"name":"a","remote":"near","paths":[],"state":"present"}"""));
        Assert.Equal("false", await ChangedAsync(pulp, """{"name":"a","remote":"near","paths":[],"state":"present"}"""));
        Assert.Equal("false", await ChangedAsync(pulp, """{"name":"a","paths":[""],"state":"present"}"""));
        Assert.Equal("true", await ChangedAsync(pulp, """{"name":"a","paths":["b/","c/"],"state":"present"}"""));
        Assert.Equal("false", await ChangedAsync(pulp, """{"name":"a","paths":["c/","b/"],"state":"present"}"""));
        Assert.Equal("true", await ChangedAsync(pulp, """{"name":"a","paths":[""],"state":"present"}"""));
        Assert.Equal("false", await ChangedAsync(pulp, """{"name":"a","paths":[],"state":"present"}"""));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_path_of_a_Debian_source_is_refused_before_it_is_sent(bool checkMode)
    {
        using var pulp = new SandboxProcess();
        _ = await pulp.RunAsync(
            "deb_remote",
            """{"name":"near","url":"http://127.0.0.1:9/","distributions":["jammy"],"policy":"on_demand","state":"present"}""");
        var source = Parsed("""{"name":"a","remote":"near","paths":["a/"],"state":"present"}""");
        Assert.Contains(
            "paths: The 'paths' field is not supported",
            (string?)(await pulp.RunAsync("deb_acs", source, checkMode))["msg"],
            StringComparison.Ordinal);
        source["paths"] = new JsonArray();
        var taken = await pulp.RunAsync("deb_acs", source, checkMode);
        Assert.True((bool?)taken["changed"], taken.ToJsonString());
    }

    private static async Task<string> ChangedAsync(SandboxProcess pulp, string arguments) =>
        (await pulp.TellAsync("file_acs", Parsed(arguments))).Split("=> changed: ")[1].TrimEnd();

    private static JsonObject Parsed(string arguments) => JsonNode.Parse(arguments)!.AsObject();
}
