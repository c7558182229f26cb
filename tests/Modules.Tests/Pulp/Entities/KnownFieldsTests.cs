// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>Options that not every server knows: said before anything is written, in check mode too.</summary>
public sealed class KnownFieldsTests
{
    [Theory]
    [InlineData("3.21", "rpm_repository", """{"name":"r","layout":"flat"}""", "layout is not known to this server: that takes pulp_rpm 3.29 or newer, and it has 3.18.21.")]
    [InlineData("3.21", "deb_repository", """{"name":"r","autopublish":true}""", "autopublish is not known to this server: that takes pulp_deb 3.8 or newer, and it has 2.20.4.")]
    [InlineData("3.49", "file_repository", """{"name":"r","retain_checkpoints":2}""", "that takes pulpcore 3.106 or newer, and it has 3.49.72.")]
    [InlineData("3.21", "header_content_guard", """{"name":"g","header_name":"x","header_value":"y"}""", "This server has no header content guards: that takes pulpcore 3.39 or newer")]
    [InlineData("3.21", "composite_content_guard", """{"name":"g"}""", "This server has no composite content guards: that takes pulpcore")]
    [InlineData("3.49", "deb_acs", """{"name":"a","remote":"m"}""", "pulp_deb 3.8 or newer")]
    [InlineData("3.105", "container_namespace", """{"name":"n","pulp_labels":{"a":"b"}}""", "pulp_labels is not known to this server: that takes pulp_container 2.28")]
    public async Task What_a_server_does_not_know_yet_is_refused_by_its_name(string release, string module, string arguments, string words)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        if (module == "deb_acs")
        {
            var remote = """{"name":"m","url":"http://127.0.0.1:9/","distributions":["a"],"policy":"on_demand"}""";
            _ = await pulp.SendAsync(HttpMethod.Post, "remotes/deb/apt/", JsonNode.Parse(remote.Replace("[\"a\"]", "\"a\"", StringComparison.Ordinal))!.AsObject());
        }

        var all = JsonNode.Parse(arguments)!.AsObject();
        all["state"] = "present";
        foreach (var checkMode in (bool[])[true, false])
        {
            var answer = await pulp.RunAsync(module, all, checkMode);
            Assert.Contains(words, (string?)answer["msg"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_server_does_not_know_any_more_is_told_and_changes_nothing_for_ever()
    {
        using var pulp = new SandboxProcess("--pulp-version", "3.123");
        var first = await pulp.RunAsync("rpm_repository", """{"name":"r","gpgcheck":1,"state":"present"}""");
        var second = await pulp.RunAsync("rpm_repository", """{"name":"r","gpgcheck":1,"state":"present"}""");

        Assert.True((bool?)first["changed"], first.ToJsonString());
        Assert.False((bool)second["changed"]!);
        Assert.Contains(
            "gpgcheck has no effect from pulp_rpm 3.30 on, and this server has 3.39.4.", second["warnings"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_server_is_given_what_only_it_knows()
    {
        using var pulp = new SandboxProcess("--pulp-version", "3.21");
        var first = await pulp.RunAsync("rpm_repository", """{"name":"r","gpgcheck":1,"state":"present"}""");
        var second = await pulp.RunAsync("rpm_repository", """{"name":"r","gpgcheck":1,"state":"present"}""");

        Assert.Equal(1, (int?)first["repository"]?["gpgcheck"]);
        Assert.False((bool)second["changed"]!);
    }

    [Theory]
    [InlineData("3.21", """[{"name":"fine"},{"name":"bad","layout":"flat"}]""", false, "rpm 'bad': layout is not known to this server")]
    [InlineData("3.123", """[{"name":"fine"},{"name":"old","gpgcheck":1}]""", true, "rpm 'old': gpgcheck has no effect")]
    public async Task A_list_is_refused_as_a_whole(string release, string list, bool strict, string words)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        var arguments = new JsonObject { ["rpm"] = JsonNode.Parse(list), ["strict"] = strict, ["progress_file"] = "" };
        var answer = await pulp.RunAsync("repositories", arguments);

        Assert.Contains(words, (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Empty(await pulp.ListAsync("repositories/rpm/rpm/"));
        arguments["strict"] = false;
        var lenient = await pulp.RunAsync("repositories", arguments);
        Assert.Equal(!strict, (bool?)lenient["failed"] == true);
    }

    [Fact]
    public async Task The_version_is_asked_for_only_where_an_option_depends_on_it()
    {
        using var pulp = new SandboxProcess();
        var ordinary = await pulp.TellAsync("rpm_repository", Repository("""{"description":"d"}"""));
        var dated = await pulp.TellAsync("rpm_repository", Repository("""{"checksum_type":"sha512","compression_type":"gz"}"""));
        _ = await pulp.TellAsync("rpm_repository", new JsonObject { ["name"] = "r", ["state"] = "absent" });
        var anew = await pulp.TellAsync("rpm_repository", Repository("""{"checksum_type":"sha512","compression_type":"gz"}"""));

        Assert.DoesNotContain("GET status/", ordinary, StringComparison.Ordinal);
        Assert.DoesNotContain("GET status/", dated, StringComparison.Ordinal); // the object shows that it has them
        Assert.Single(anew.Split('\n'), line => line.Contains("GET status/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3.21", true)]
    [InlineData("3.49", false)]
    public async Task A_Debian_publication_is_simple_where_the_server_wants_to_be_told(string release, bool isSimple)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        _ = await pulp.RunAsync("deb_repository", """{"name":"r","state":"present"}""");
        var answer = await pulp.RunAsync("deb_publication", """{"repository":"r","state":"present"}""");
        var again = await pulp.RunAsync("deb_publication", """{"repository":"r","state":"present"}""");

        Assert.True(answer["failed"] is null, answer.ToJsonString());
        Assert.Equal(isSimple, (bool)answer["publication"]!["simple"]!);
        Assert.False((bool)again["changed"]!);
    }

    [Fact]
    public async Task What_serves_one_version_can_be_given_a_repository_again()
    {
        using var pulp = new SandboxProcess("--pulp-version", "3.123");
        _ = await pulp.RunAsync("file_repository", """{"name":"r","state":"present"}""");
        var one = await pulp.RunAsync("file_distribution", """{"name":"d","base_path":"d","repository":"r","version":0,"state":"present"}""");
        var latest = await pulp.RunAsync("file_distribution", """{"name":"d","base_path":"d","repository":"r","state":"present"}""");
        var again = await pulp.RunAsync("file_distribution", """{"name":"d","base_path":"d","repository":"r","state":"present"}""");

        Assert.EndsWith("/versions/0/", (string?)one["distribution"]?["repository_version"], StringComparison.Ordinal);
        Assert.True(latest["failed"] is null, latest.ToJsonString());
        Assert.Null(latest["distribution"]!["repository_version"]);
        Assert.False((bool)again["changed"]!);
    }

    [Theory]
    [InlineData("3.49")]
    [InlineData("3.105")]
    [InlineData("3.123")]
    public async Task Filters_of_tags_converge_and_can_be_taken_away_under_both_names(string release)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        foreach (var (filter, changes) in (((string, bool)[])
        [
            ("\"include_tags\":[\"v1\"]", true), ("\"includes\":[\"v1\"]", false), ("\"include_tags\":[\"v1\"]", false),
            ("\"includes\":[\"v2\"],\"exclude_tags\":[\"x\"]", true), ("\"include_tags\":\"\"", true), ("\"includes\":[]", false),
        ]))
        {
            var arguments = JsonNode.Parse($$"""{"name":"c","url":"http://127.0.0.1:9/","upstream_name":"u","state":"present",{{filter}}}""")!.AsObject();
            var foreseen = await pulp.RunAsync("container_remote", arguments, checkMode: true);
            var done = await pulp.RunAsync("container_remote", arguments);
            Assert.True(changes == (bool?)foreseen["changed"] && changes == (bool?)done["changed"], $"{filter}: {foreseen.ToJsonString()} {done.ToJsonString()}");
        }

        var remote = (await pulp.RunAsync("container_remote", """{"name":"c"}"""))["remote"]!;
        Assert.Equal("", (string?)remote["include_tags"]);
        Assert.Equal("""["x"]""", remote["exclude_tags"]!.ToJsonString());
    }

    private static JsonObject Repository(string options)
    {
        var arguments = JsonNode.Parse(options)!.AsObject();
        (arguments["name"], arguments["state"]) = ("r", "present");
        return arguments;
    }
}
