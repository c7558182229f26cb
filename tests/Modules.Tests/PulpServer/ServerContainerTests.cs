// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using Modules.PulpServer;
using Modules.Tests.Infra;

namespace Modules.Tests.PulpServer;

public sealed class ServerContainerTests
{
    private const string Inspected = """
        {"Id":"abc","Image":"sha256:0123","Path":"/init","Args":[],"State":{"Running":true,"Paused":false},
         "Mounts":[{"Type":"volume","Name":"pulp_pgsql","Source":"/var/lib/docker/volumes/pulp_pgsql/_data","Destination":"/var/lib/pgsql","RW":true},
                   {"Type":"bind","Source":"/opt/pulp","Destination":"/etc/pulp","RW":true},
                   {"Type":"volume","Name":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","Source":"/x","Destination":"/var/lib/containers","RW":true}],
         "Config":{"Env":["PATH=/bin","PULP_WORKERS=2","PULP_HTTPS=false","LANG=C"],
                   "Labels":{"org.stackhpc.kayobe-modules.pulp-server":"1","org.stackhpc.kayobe-modules.pulp-server.environment":"PULP_HTTPS,PULP_WORKERS"}},
         "HostConfig":{"NetworkMode":"bridge","RestartPolicy":{"Name":"unless-stopped"},"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}}}
        """;

    private static readonly ContainerSpec Wanted = new(ServerContainer.Kind, "pulp/pulp:3.43", "bridge", "unless-stopped")
    {
        ImageId = "0123",
        Mounts = [new("/opt/pulp", "/etc/pulp", "Z"), new("pulp_pgsql", "/var/lib/pgsql")],
        Ports = [new("", 8080, 80)],
        Environment = new Dictionary<string, string> { ["PULP_WORKERS"] = "2", ["PULP_HTTPS"] = "false" },
    };

    [Fact]
    public async Task What_was_asked_for_is_found_in_what_the_engine_shows() => Assert.Equal(
        Wanted.Shown().ToJsonString(), ServerContainer.Kind.Shown(await ScriptedEngine.InspectAsync(Inspected)).ToJsonString());

    [Fact]
    public async Task It_is_asked_for_with_the_images_own_program_as_the_first_process()
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string> { ["POST /containers/create?name=pulp"] = """{"Id":"abc"}""" });
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);
        Assert.Equal("abc", await engine.CreateAsync("pulp", Wanted.ToCreate(), CancellationToken.None));
        var sent = JsonNode.Parse(scripted.Requests[^1].Split(' ', 3)[2])!;
        Assert.Equal(
            """{"org.stackhpc.kayobe-modules.pulp-server":"1","org.stackhpc.kayobe-modules.pulp-server.environment":"PULP_HTTPS,PULP_WORKERS"}""",
            sent["Labels"]!.ToJsonString());
        Assert.Equal("pulp/pulp:3.43", (string?)sent["Image"]);
        Assert.Equal("""["PULP_HTTPS=false","PULP_WORKERS=2"]""", sent["Env"]!.ToJsonString());
        Assert.Equal("""{"80/tcp":{}}""", sent["ExposedPorts"]!.ToJsonString());
        var host = sent["HostConfig"]!;
        Assert.Equal("bridge", (string?)host["NetworkMode"]);
        Assert.Equal("""["/opt/pulp:/etc/pulp:Z","pulp_pgsql:/var/lib/pgsql"]""", host["Binds"]!.ToJsonString());
        Assert.Equal("unless-stopped", (string?)host["RestartPolicy"]!["Name"]);
        Assert.Equal("""{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}""", host["PortBindings"]!.ToJsonString());
        Assert.False((bool)host["Init"]!);
    }

    [Theory]
    [InlineData("pulp_storage:/var/lib/pulp", "pulp_storage->/var/lib/pulp:rw")]
    [InlineData("/srv/isos/:/imports/:ro,Z", "/srv/isos->/imports:ro")]
    public void A_volume_is_read(string written, string shown) => Assert.Equal(shown, ServerContainer.MountOf(written).ToString());

    [Theory]
    [InlineData("pulp_storage")]
    [InlineData("pulp_storage:var/lib/pulp")]
    [InlineData(":/var/lib/pulp")]
    [InlineData("a:/b:ro:Z")]
    [InlineData("/elsewhere:/etc/pulp/")]
    public void What_is_no_volume_is_refused(string written) => Assert.Throws<ModuleException>(() => ServerContainer.MountOf(written));

    [Theory]
    [InlineData("8080:80", "0.0.0.0:8080->80")]
    [InlineData("127.0.0.1:8080:80", "127.0.0.1:8080->80")]
    [InlineData("[::1]:443:443", "::1:443->443")]
    public void A_port_is_read(string written, string shown) => Assert.Equal(shown, ServerContainer.PortOf(written).ToString());

    [Theory]
    [InlineData("80")]
    [InlineData("0:80")]
    [InlineData("8080:99999")]
    [InlineData("8080:80/udp")]
    public void What_is_no_port_is_refused(string written) => Assert.Throws<ModuleException>(() => ServerContainer.PortOf(written));
}
