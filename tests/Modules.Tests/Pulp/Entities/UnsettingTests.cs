// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>What "" means where Pulp itself would refuse it.</summary>
public sealed class UnsettingTests : IDisposable
{
    private readonly SandboxProcess _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("file_repository", "repository", """{"name":"r","state":"present"}""", "manifest", "LIST", "")]
    [InlineData("rpm_repository", "repository", """{"name":"r","state":"present"}""", "package_signing_fingerprint", "ABCD", null)]
    public async Task Unset_stays_unset_and_is_shown_so(
        string module, string key, string arguments, string field, string set, string? shown)
    {
        _ = await RunAsync(module, arguments, (field, set));

        var unset = await RunAsync(module, arguments, (field, ""));
        var again = await RunAsync(module, arguments, (field, ""));

        Assert.Equal((true, false), ((bool)unset["changed"]!, (bool)again["changed"]!));
        Assert.Equal(shown, (string?)unset[key]![field]);
        Assert.Equal(set, (string?)unset["diff"]!["before"]![field]);
    }

    [Theory]
    [InlineData("container_remote", """{"name":"r","url":"http://u.example","upstream_name":"n","state":"present"}""", "include_tags", "a,b")]
    [InlineData("deb_remote", """{"name":"r","url":"http://u.example/","distributions":"d","state":"present"}""", "components", "main")]
    [InlineData("python_remote", """{"name":"r","url":"http://u.example/","state":"present"}""", "includes", "pip")]
    [InlineData("python_remote", """{"name":"r","url":"http://u.example/","state":"present"}""", "package_types", "sdist")]
    [InlineData("role", """{"name":"file.r","state":"present"}""", "permissions", "file.add_fileremote")]
    [InlineData("composite_content_guard", """{"name":"r","state":"present"}""", "guards", "")]
    public async Task An_empty_text_is_none_for_a_list(string module, string arguments, string field, string set)
    {
        var made = await RunAsync(module, arguments, (field, set));
        Assert.True((bool?)made["changed"] == true && made["failed"] is null, made.ToJsonString());

        var unset = await RunAsync(module, arguments, (field, ""));
        var again = await RunAsync(module, arguments, (field, ""));

        Assert.True(unset["failed"] is null, unset.ToJsonString());
        Assert.Equal((set.Length > 0, false), ((bool)unset["changed"]!, (bool)again["changed"]!));
    }

    [Fact]
    public async Task A_publication_without_a_manifest_is_another_one_than_with()
    {
        const string Arguments = """{"repository":"r","state":"present"}""";
        _ = await RunAsync("file_repository", """{"name":"r","state":"present"}""");
        var usual = await RunAsync("file_publication", Arguments);

        var without = await RunAsync("file_publication", Arguments, ("manifest", ""));
        var again = await RunAsync("file_publication", Arguments, ("manifest", ""));

        Assert.Equal((true, false), ((bool)without["changed"]!, (bool)again["changed"]!));
        Assert.Equal("", (string?)without["publication"]!["manifest"]);
        Assert.NotEqual((string?)usual["publication"]!["pulp_href"], (string?)without["publication"]!["pulp_href"]);
    }

    [Fact]
    public async Task An_empty_password_makes_a_user_without_one_and_takes_none_away()
    {
        const string Ann = """{"user":{"username":"ann","password":""},"state":"present"}""";
        var made = await RunAsync("user", Ann);
        Assert.True((bool?)made["changed"] == true && made["failed"] is null, made.ToJsonString());

        _ = await RunAsync("user", """{"user":{"username":"ann","password":"Correct-Horse-1"},"state":"present"}""");
        var kept = await RunAsync("user", Ann);
        var same = await RunAsync("user", """{"user":{"username":"ann","password":"Correct-Horse-1"},"state":"present"}""");

        Assert.Equal((false, false), ((bool)kept["changed"]!, (bool)same["changed"]!));
    }

    [Fact]
    public async Task A_container_distribution_without_a_guard_has_Pulps_own()
    {
        const string Arguments = """{"name":"d","base_path":"d","state":"present"}""";
        var made = await RunAsync("container_distribution", Arguments, ("content_guard", ""));
        var again = await RunAsync("container_distribution", Arguments, ("content_guard", ""));

        Assert.Equal((true, false), ((bool)made["changed"]!, (bool)again["changed"]!));
        Assert.Contains("/content_redirect/", (string)again["distribution"]!["content_guard"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guard_of_a_container_distribution_survives_a_change_of_something_else()
    {
        const string Guarded = """{"name":"d","base_path":"d","content_guard":"mine","state":"present"}""";
        var guard = await RunAsync("content_redirect_content_guard", """{"name":"mine","state":"present"}""");
        _ = await RunAsync("container_distribution", Guarded);

        var changed = await RunAsync("container_distribution", Guarded, ("private", "true"));
        var again = await RunAsync("container_distribution", Guarded, ("private", "true"));

        Assert.Equal((true, false), ((bool)changed["changed"]!, (bool)again["changed"]!));
        Assert.Equal((string?)guard["content_guard"]!["pulp_href"], (string?)changed["distribution"]!["content_guard"]);
    }

    private Task<JsonObject> RunAsync(string module, string arguments, params (string Name, string Value)[] more)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (_sandbox.Address, "admin", "password");
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return Calling.RunAsync(module, all);
    }
}
