// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Ci.OpenBao.Server;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class ServerTests
{
    [Fact]
    public void It_always_listens_where_pipelines_ask()
    {
        var settings = Settings("{}");

        Assert.Equal(["127.0.0.1:8200"], Listeners(settings));
        Assert.True((bool?)settings["listener"]![0]!["tcp"]!["tls_disable"]);
        Assert.Equal("kayobe-automation", (string?)settings["cluster_name"]);
        Assert.Equal("/openbao/file", (string?)settings["storage"]!["raft"]!["path"]);
    }

    [Fact]
    public void Another_address_comes_beside_it_with_its_certificate()
    {
        var settings = Settings("""{"bind_addr": "192.0.2.7", "tls_cert_file": "/tls/c", "tls_key_file": "/tls/k", "retry_join": ["http://192.0.2.8:8200"]}""");

        Assert.Equal(["127.0.0.1:8200", "192.0.2.7:8200"], Listeners(settings));
        Assert.Equal("/tls/c", (string?)settings["listener"]![1]!["tcp"]!["tls_cert_file"]);
        Assert.Equal("http://192.0.2.8:8200", (string?)settings["storage"]!["raft"]!["retry_join"]![0]!["leader_api_addr"]);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    public void The_loopback_is_listened_on_once(string address) =>
        Assert.Equal(["127.0.0.1:8200"], Listeners(Settings($$"""{"bind_addr": "{{address}}"}""")));

    [Fact]
    public void A_listener_of_the_playbook_may_say_more() => Assert.True((bool?)Settings("""
        {"settings": {"listener": [{"tcp": {"address": "127.0.0.1:8200", "tls_disable": true, "disable_unauthed_generate_root_endpoints": false}}]}}
        """)["listener"]![0]!["tcp"]!["tls_disable"]);

    [Fact]
    public void Settings_of_the_playbook_take_the_place_of_ours() =>
        Assert.True((bool?)Settings("""{"settings": {"ui": true}}""")["ui"]);

    [Theory]
    [InlineData("""{"api_addr": "127.0.0.1:8200"}""", "Give scheme, host and port in api_addr")]
    [InlineData("""{"bind_addr": "0.0.0.0"}""", "Give one address of this host in bind_addr")]
    [InlineData("""{"conf_path": "relative"}""", "conf_path 'relative' must be an absolute path")]
    [InlineData("""{"api_addr": "https://"}""", "Give scheme, host and port in api_addr")]
    [InlineData("""{"cluster_addr": "ftp://127.0.0.1:8201"}""", "Give scheme, host and port in cluster_addr")]
    [InlineData("""{"cluster_addr": "https://127.0.0.1:8200"}""", "Give another port, or another one in cluster_addr")]
    [InlineData("""{"port": 8201}""", "Give another port, or another one in cluster_addr")]
    [InlineData("""{"bind_addr": "host.example.com"}""", "Give one address of this host in bind_addr")]
    [InlineData("""{"bind_addr": "::"}""", "Give one address of this host in bind_addr")]
    [InlineData("""{"bind_addr": "192.0.2.7:8200"}""", "Give one address of this host in bind_addr")]
    [InlineData("""{"tls_cert_file": "/tls/c", "tls_key_file": "/tls/k"}""", "Give another address of this host in bind_addr beside")]
    [InlineData("""{"bind_addr": "127.0.0.1", "tls_cert_file": "/tls/c", "tls_key_file": "/tls/k"}""", "Give another address of this host in bind_addr")]
    [InlineData("""{"bind_addr": "192.0.2.7", "tls_cert_file": "c", "tls_key_file": "/tls/k"}""", "Give a path in the container in tls_cert_file")]
    [InlineData("""{"retry_join": ["192.0.2.8"]}""", "Give scheme, host and port in retry_join")]
    [InlineData("""{"cluster_name": ""}""", "Give one line without blanks at its ends in cluster_name")]
    [InlineData("""{"node_id": "a\nb"}""", "Give one line without blanks at its ends in node_id")]
    [InlineData("""{"container_name": " bao"}""", "Give one line without blanks at its ends in container_name")]
    [InlineData("""{"image": ""}""", "Give one line without blanks at its ends in image")]
    [InlineData("""{"volumes": ["data"]}""", "Give volume:/path or /path:/path in volumes")]
    [InlineData("""{"volumes": ["data:/openbao/config"]}""", "Give volume:/path or /path:/path in volumes")]
    [InlineData("""{"settings": {"listener": [{"tcp": {"address": "0.0.0.0:8200"}}]}}""", "Keep a listener of address 127.0.0.1:8200")]
    [InlineData("""{"settings": {"listener": 5}}""", "Keep a listener of address 127.0.0.1:8200")]
    public async Task What_cannot_be_is_told_before_the_engine_is_asked(string arguments, string message)
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string>());
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["docker_host"] = engine.Address;

        var foreseen = await Calling.RunAsync("openbao_server", all, checkMode: true);
        var answer = await Calling.RunAsync("openbao_server", all);

        Assert.Equal((string?)answer["msg"], (string?)foreseen["msg"]);
        Assert.StartsWith(message, (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public void The_container_keeps_its_memory_out_of_swap_and_its_data_in_volumes()
    {
        var spec = BaoServerModule.SpecOf(Call("{}"), "/opt/kayobe/vault");
        var wanted = spec.ToCreate();

        Assert.Equal(["IPC_LOCK"], wanted.HostConfig!.CapAdd);
        Assert.Equal(["server"], wanted.Cmd);
        Assert.Equal("host", wanted.HostConfig.NetworkMode);
        Assert.Equal(
            ["/opt/kayobe/vault:/openbao/config:Z", "openbao_file:/openbao/file", "openbao_logs:/openbao/logs"], wanted.HostConfig.Binds);
        Assert.Contains("BAO_ADDR=http://127.0.0.1:8200", wanted.Env);
        Assert.Contains("Unseal it with openbao_unseal", wanted.Healthcheck!.Test![1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"settings": {"log_level": "debug"}}""", true)]
    [InlineData("""{"settings": {"audit": [{"file": {"x": {"options": {"file_path": "/dev/stdout"}}}}]}}""", true)]
    [InlineData("""{"settings": {"ui": true}}""", false)]
    [InlineData("""{"cluster_name": "another"}""", false)]
    public void What_a_reload_takes_is_no_start(string arguments, bool isEnough)
    {
        var loaded = new LoadedConfiguration(BaoConfiguration.For(Call("{}")).Text, "");

        Assert.Equal(isEnough, loaded.TakesByReload(BaoConfiguration.For(Call(arguments)).Text));
        Assert.False((loaded with { Text = null }).TakesByReload(BaoConfiguration.For(Call(arguments)).Text));
    }

    /// <summary>The engine shows the image's own program before the word.</summary>
    [Fact]
    public void The_program_of_the_image_makes_no_other_container() => Assert.Null(BaoServerModule.Kind.Command);

    private static JsonObject Settings(string arguments) =>
        JsonNode.Parse(BaoConfiguration.For(Call(arguments)).Wanted.Values.Single())!.AsObject();

    private static IEnumerable<string> Listeners(JsonObject settings) =>
        settings["listener"]!.AsArray().Select(each => each!["tcp"]!["address"]!.ToString());

    private static Invocation Call(string arguments) =>
        new(new ArgumentValues(JsonNode.Parse(arguments)!.AsObject()), CheckMode: false, DiffMode: false, new Redactor());
}
