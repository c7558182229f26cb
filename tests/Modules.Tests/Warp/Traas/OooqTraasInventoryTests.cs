// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenStack;
using CiSandbox.Tests.OpenStack;
using Modules.Tests.Infra;

namespace Modules.Tests.Warp.Traas;

public sealed class OooqTraasInventoryTests : IAsyncLifetime
{
    private const string Password = "s3cret-Horse/42";

    private readonly string _folder = Directory.CreateTempSubdirectory("oooq-traas-").FullName;
    private RunningCloud _cloud = null!;

    public async Task InitializeAsync() => _cloud = await RunningCloud.StartAsync("password", Password);

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Login_inventory_and_configuration_are_written_once()
    {
        var foreseen = await RunAsync([], checkMode: true);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.Equal(3, foreseen["written"]!.AsArray().Count);
        Assert.Empty(Directory.GetFiles(_folder));

        var result = await RunAsync([]);
        Assert.True((bool?)result["changed"], result.ToJsonString());
        Assert.Equal(["192.168.24.11", "192.168.24.12"], result["controller_hosts"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(["192.168.24.21"], result["compute_hosts"]!.AsArray().Select(each => (string?)each));
        Assert.Equal($$"""
            # Written by stackhpc.kayobe_modules.oooq_traas_inventory.
            localhost ansible_connection=local

            undercloud ansible_host=203.0.113.10 ansible_user=centos ansible_private_key_file={{_folder}}/id_rsa undercloud_ip=192.168.24.5
            overcloud-controller-0 ansible_host=overcloud-controller-0 private_v4=192.168.24.11 ansible_user=centos {{Rest}}
            overcloud-controller-1 ansible_host=overcloud-controller-1 private_v4=192.168.24.12 ansible_user=centos {{Rest}}
            overcloud-novacompute-0 ansible_host=overcloud-novacompute-0 private_v4=192.168.24.21 ansible_user=centos {{Rest}}

            [bastion]
            undercloud

            [overcloud]
            overcloud-controller-0
            overcloud-controller-1
            overcloud-novacompute-0

            [controller]
            overcloud-controller-0
            overcloud-controller-1

            [compute]
            overcloud-novacompute-0

            """, await ReadAsync("hosts"));
        var configuration = await ReadAsync("ssh.config.ansible");
        Assert.Contains("\nHost undercloud\n    Hostname 203.0.113.10\n", configuration, StringComparison.Ordinal);
        Assert.Contains(
            $"-i {_folder}/id_rsa centos@203.0.113.10 -W 192.168.24.12:22\n", configuration, StringComparison.Ordinal);
        Assert.Equal($$"""
            ---
            clouds:
              traas:
                auth:
                  auth_url: {{_cloud.Identity}}
                  username: stack
                  password: {{Password}}
                  project_name: traas
                  user_domain_name: Default
                  project_domain_name: Default
                region_name: RegionOne
                interface: public
                identity_api_version: 3

            """, await ReadAsync("clouds.yaml"));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(At("clouds.yaml")));
        Assert.DoesNotContain(Password, result.ToJsonString(), StringComparison.Ordinal);

        var again = await RunAsync([]);
        Assert.False((bool?)again["changed"], again.ToJsonString());
        Assert.Empty(again["written"]!.AsArray());
    }

    [Fact]
    public async Task An_application_credential_logs_in_as_well()
    {
        var auth = new JsonObject
        {
            ["auth_url"] = _cloud.Identity.Replace("/v3", "", StringComparison.Ordinal),
            ["application_credential_id"] = "00000000000000000000000000000c1d",
            ["application_credential_secret"] = "sandbox-secret",
        };
        var result = await RunAsync(new() { ["auth"] = auth });
        Assert.True((bool?)result["changed"], result.ToJsonString());
        Assert.Contains("auth_type: v3applicationcredential\n", await ReadAsync("clouds.yaml"), StringComparison.Ordinal);

        auth = new() { ["auth_url"] = _cloud.Identity, ["application_credential_name"] = "warp", ["username"] = "stack" };
        auth["application_credential_secret"] = "sandbox-secret";
        Assert.NotNull((await RunAsync(new() { ["auth"] = auth }))["hosts"]);
    }

    [Fact]
    public async Task What_was_in_the_login_before_is_not_shown_either()
    {
        await File.WriteAllTextAsync(At("clouds.yaml"), "clouds: {old: {auth: {username: me, password: an-older-secret}}}\n");
        var result = await RunAsync([]);
        var text = result.ToJsonString();
        Assert.DoesNotContain("an-older-secret", text, StringComparison.Ordinal);
        Assert.Contains("(hidden)", text, StringComparison.Ordinal);
        Assert.Contains("username: me", text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(At("hosts"), "older");
        File.Delete(At("clouds.yaml"));
        await File.WriteAllTextAsync(At("clouds.yaml"), "clouds: [an-older-secret");
        Assert.DoesNotContain("an-older-secret", (await RunAsync([])).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_others_may_read_is_closed()
    {
        _ = await RunAsync([]);
        File.SetUnixFileMode(At("clouds.yaml"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.True((bool?)(await RunAsync([]))["changed"]);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(At("clouds.yaml")));
    }

    [Fact]
    public async Task All_pages_are_read_and_the_token_may_end_between_two()
    {
        var nova = _cloud.Server.Nova;
        nova.LargestPage = 50;
        for (var number = 10; number < 210; number++)
        {
            nova.Servers.Add(NovaServer.Of(number, $"overcloud-novacompute-{number}", [($"192.168.25.{number}", "fixed")]));
        }

        nova.AfterPage = page =>
        {
            if (page == 2)
            {
                _cloud.Server.Keystone.Expire();
            }
        };
        using var between = new CountingDoor(_cloud.Server.Address);
        var compute = _cloud.Servers.Replace(_cloud.Server.Address.Authority, between.Authority, StringComparison.Ordinal)
            .Replace("/servers/detail", "", StringComparison.Ordinal);
        var result = await RunAsync(new() { ["compute_url"] = compute });
        Assert.True((result["hosts"] as JsonArray)?.Count == 204, result.ToJsonString());
        Assert.Equal(2, between.Connections); // one for each token, however many pages
    }

    [Fact]
    public async Task A_cluster_is_picked_by_its_metadata()
    {
        var servers = _cloud.Server.Nova.Servers;
        servers.AddRange(NovaServer.Usual.Select(server => server with
        {
            Id = "1" + server.Id[1..],
            Metadata = new Dictionary<string, string>
            {
                ["clusterid"] = "mine", ["group"] = server.Name.StartsWith('u') ? "undercloud" : "edge",
            },
        }));
        Assert.Contains(
            "Give cluster_id: there are 2 underclouds, undercloud-0, undercloud-0.",
            (string?)(await RunAsync([]))["msg"],
            StringComparison.Ordinal);
        var result = await RunAsync(new() { ["cluster_id"] = "mine" });
        Assert.Equal(4, (result["hosts"] as JsonArray)?.Count);
        Assert.Contains("\n[edge]\novercloud-controller-0\n", await ReadAsync("hosts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_servers_is_as_good_as_a_cloud()
    {
        var servers = new JsonArray([.. NovaServer.Usual.Select(server => (JsonNode?)server.Shown("http://x/v2.1/p"))]);
        await File.WriteAllTextAsync(At("servers.json"), new JsonObject { ["servers"] = servers }.ToJsonString());
        var arguments = new JsonObject { ["servers_file"] = At("servers.json"), ["lwd"] = At("lwd") };
        var result = await Calling.RunAsync("oooq_traas_inventory", arguments);
        Assert.Equal(4, (result["hosts"] as JsonArray)?.Count);
        Assert.Equal(["hosts", "ssh.config.ansible"], Directory.GetFiles(At("lwd")).Select(Path.GetFileName).Order());

        await File.WriteAllTextAsync(At("servers.json"), "{}");
        Assert.Contains(
            "holds no list of servers",
            (string?)(await Calling.RunAsync("oooq_traas_inventory", arguments))["msg"],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", "Check username, password, project_name and their domains in auth", "answered 401")]
    [InlineData("project", "Check username, password, project_name and their domains in auth", "answered 401")]
    [InlineData("no project", "Give project_name or project_id in auth", "not whole")]
    [InlineData("no user", "Give username or user_id in auth", "not whole")]
    [InlineData("no password", "Give password or application_credential_secret in auth", "not whole")]
    [InlineData("secret", "Check application_credential_id and application_credential_secret", "answered 401")]
    [InlineData("credential", "Check application_credential_id in auth", "Could not find Application Credential: nothing.")]
    [InlineData("version", "Give Keystone's address with v3 in auth.auth_url", "/identity/v2.0/")]
    [InlineData("no keystone", "This does not look like Keystone; check auth.auth_url", "/nothing/v3/auth/tokens")]
    [InlineData("nobody", "Keystone does not answer", "http://127.0.0.1:9/v3/auth/tokens")]
    [InlineData("no url", "Give scheme, host and port in auth.auth_url", "'cloud' is no URL")]
    [InlineData("role", "Give the user the role reader or member", "Policy doesn't allow os_compute_api:servers:detail to be performed.")]
    [InlineData("expired", "See that the clocks of Keystone and Nova agree", "answered 401")]
    [InlineData("no compute", "See to it that the cloud has Nova, or give compute_url", "only of identity.")]
    [InlineData("region", "Check region: the catalogue of ", "has no compute in 'Nowhere', only in RegionOne.")]
    [InlineData("interface", "Give another interface than 'admin'", "compute as public and internal only.")]
    [InlineData("error", "Delete the server 'overcloud-controller-1'", "in ERROR (No valid host was found.).")]
    [InlineData("no address", "Check network: the server 'overcloud-controller-1' has no address in 'private'", "its networks: none.")]
    [InlineData("other network", "Check network: the server 'undercloud-0' has no address in 'ctlplane'", "its networks: private.")]
    [InlineData("build", "Wait until the server 'overcloud-controller-1' is ACTIVE", "it is BUILD")]
    [InlineData("no floating", "Give the server 'undercloud-0' a floating address", "has none")]
    [InlineData("no undercloud", "Check cluster_id and project", "of 3 servers none has 'undercloud' in its name.")]
    [InlineData("cluster", "Check cluster_id and project", "of 4 servers none with clusterid 'theirs' has")]
    [InlineData("twice", "Give cluster_id, or rename one", "2 servers 'overcloud-controller-1'")]
    [InlineData("name", "Rename the server 'overcloud x ansible_connection=local'", "only letters")]
    [InlineData("group", "Change the metadata 'group' of the server 'overcloud-controller-1'", "'a]\n[b' is no name of a group.")]
    [InlineData("user", "Give undercloud_user without blanks and quotes", "'a b' cannot stand")]
    [InlineData("ssh config", "Give a name of a file in lwd in ssh_config, beside hosts", "'../x' is none")]
    public async Task What_is_wrong_is_named_with_its_cure_and_nothing_is_written(string what, string cure, string seen)
    {
        var message = (string?)(await RunAsync(Spoil(what)))["msg"] ?? "";
        Assert.StartsWith(cure, message, StringComparison.Ordinal);
        Assert.Contains(seen, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_token_is_not_sent_in_clear_where_it_came_over_tls()
    {
        var keystone = new Uri("https://cloud.example.org/v3/");
        var catalog = JsonNode.Parse("""
            [{"type": "compute", "endpoints": [{"interface": "public", "region": "R", "url": "http://cloud.example.org:8774/v2.1"}]}]
            """)!.AsArray();
        var refused = Assert.Throws<ModuleHost.ModuleException>(
            () => new Modules.Warp.Traas.ServiceCatalog(catalog, keystone).FindCompute(null, "public"));
        Assert.StartsWith("Give compute_url with https", refused.Message, StringComparison.Ordinal);
        var plain = new Modules.Warp.Traas.ServiceCatalog(catalog, new("http://cloud.example.org/v3/"));
        Assert.Equal("R", plain.FindCompute(null, "public").Region);
    }

    [Fact]
    public async Task A_password_does_not_follow_a_redirect_to_another_origin()
    {
        using var elsewhere = new ScriptedServer(ScriptedServer.Answer("201 Created", "{}"));
        using var keystone = new ScriptedServer(
            ScriptedServer.Answer("307 Temporary Redirect", "", $"Location: {elsewhere.Address}/v3/auth/tokens\r\n"));
        var result = await RunAsync(new() { ["auth"] = Auth(keystone.Address) });
        Assert.True((bool?)result["failed"], result.ToJsonString());
        Assert.DoesNotContain(elsewhere.Texts, text => text.Contains(Password, StringComparison.Ordinal));
    }

    private string Rest => $"ansible_private_key_file={_folder}/id_rsa ansible_ssh_extra_args='-F {_folder}/ssh.config.ansible'";

    private JsonObject Spoil(string what)
    {
        var servers = _cloud.Server.Nova.Servers;
        switch (what)
        {
            case "password": return With("password", "wrong");
            case "project": return With("project_name", "other");
            case "no project": return With("project_name", null);
            case "no password": return With("password", null);
            case "no user": return With("username", null);
            case "secret": return Credential("00000000000000000000000000000c1d");
            case "credential": return Credential("nothing");
            case "version": return With("auth_url", _cloud.Identity.Replace("v3", "v2.0", StringComparison.Ordinal));
            case "no keystone": return With("auth_url", _cloud.Identity.Replace("identity", "nothing", StringComparison.Ordinal));
            case "nobody": return With("auth_url", "http://127.0.0.1:9/v3");
            case "no url": return With("auth_url", "cloud");
            case "role": _cloud.Server.Keystone.Role = "none"; return [];
            case "expired": _cloud.Server.Nova.TakesNoToken = true; return [];
            case "no compute": _cloud.Server.Services = ["identity"]; return [];
            case "region": return new() { ["region"] = "Nowhere" };
            case "interface": return new() { ["interface"] = "admin" };
            case "error": servers[2] = servers[2] with { Status = "ERROR" }; return [];
            case "no address": servers[2] = new(servers[2].Id, servers[2].Name); return [];
            case "other network": return new() { ["network"] = "ctlplane" };
            case "build": servers[2] = new(servers[2].Id, servers[2].Name) { Status = "BUILD" }; return [];
            case "no floating": servers[0] = NovaServer.Of(1, "undercloud-0", [("192.168.24.5", "fixed")]); return [];
            case "no undercloud": servers.RemoveAt(0); return [];
            case "cluster": return new() { ["cluster_id"] = "theirs" };
            case "twice": servers.Add(servers[2] with { Id = "other" }); return [];
            case "name": servers[2] = servers[2] with { Name = "overcloud x ansible_connection=local" }; return [];
            case "group": servers[2] = servers[2] with { Metadata = new Dictionary<string, string> { ["group"] = "a]\n[b" } }; return [];
            case "user": return new() { ["undercloud_user"] = "a b" };
            case "ssh config": return new() { ["ssh_config"] = "../x" };
            default: throw new ArgumentOutOfRangeException(nameof(what), what, "no such case");
        }
    }

    private JsonObject With(string name, string? value)
    {
        var auth = Auth(_cloud.Identity);
        auth[name] = value;
        return new() { ["auth"] = auth };
    }

    private JsonObject Credential(string id) => new()
    {
        ["auth"] = new JsonObject
        {
            ["auth_url"] = _cloud.Identity,
            ["application_credential_id"] = id,
            ["application_credential_secret"] = "not-the-secret",
        },
    };

    private static JsonObject Auth(string url) => new()
    {
        ["auth_url"] = url, ["username"] = "stack", ["password"] = Password, ["project_name"] = "traas",
    };

    private Task<JsonObject> RunAsync(JsonObject more, bool checkMode = false)
    {
        more.TryAdd("auth", Auth(_cloud.Identity));
        more["lwd"] = _folder;
        return Calling.RunAsync("oooq_traas_inventory", more, checkMode);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(At(name));
}
