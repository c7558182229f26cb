// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.AuthProxy;
using Modules.Containers.Planning;
using Modules.Tests.Infra;

namespace Modules.Tests.Containers.Planning;

public sealed class ContainerSpecTests
{
    private const string Inspected = """
        {"Id":"abc","Image":"IMAGE","Path":"nginx","Args":["-e","stderr","-c","/etc/pulp-auth-proxy/pulp_proxy.conf"],
         "State":{"Running":true,"Paused":false},
         "Mounts":[{"Type":"bind","Source":"/opt/proxy","Destination":"/etc/pulp-auth-proxy","Mode":"ro,Z","RW":false},{"Type":"tmpfs","Destination":"/tmp","RW":true}],
         "Config":{"Labels":{"org.stackhpc.kayobe-modules.pulp-auth-proxy":"1","maintainer":"somebody"}},
         "HostConfig":{"NetworkMode":"MODE","RestartPolicy":{"Name":"unless-stopped","MaximumRetryCount":0},
          "PortBindings":{"18080/tcp":[{"HostIp":"127.0.0.1","HostPort":"18080"}]}}}
        """;

    [Theory]
    [InlineData("sha256:0123", "bridge")]
    [InlineData("sha256:0123", "default")]
    [InlineData("0123", "bridge")]
    public async Task What_was_asked_for_is_found_in_what_the_engines_show(string image, string mode)
    {
        var container = await ScriptedEngine.InspectAsync(
            Inspected.Replace("IMAGE", image, StringComparison.Ordinal).Replace("MODE", mode, StringComparison.Ordinal));
        Assert.Equal(Some.Spec.Shown().ToJsonString(), ProxyContainer.Kind.Shown(container).ToJsonString());
        Assert.True(ProxyContainer.Kind.IsOurs(container));
    }

    [Fact]
    public async Task A_paused_container_is_not_what_was_asked_for()
    {
        var container = await ScriptedEngine.InspectAsync(Inspected.Replace("\"Paused\":false", "\"Paused\":true", StringComparison.Ordinal));
        Assert.Equal("true", ContainerState.Of(container, ProxyContainer.Kind, current: true).Fields["paused"]!.ToJsonString());
    }

    [Fact]
    public void Published_it_is_bound_to_the_given_address()
    {
        var wanted = Some.Spec.ToCreate();
        var (inside, outside) = Assert.Single(wanted.HostConfig!.PortBindings);
        Assert.Equal("18080/tcp", inside);
        Assert.Equal(("127.0.0.1", "18080"), outside.Select(binding => (binding.HostIP, binding.HostPort)).Single());
        Assert.Equal(["18080/tcp"], wanted.ExposedPorts!.Keys);
        Assert.Equal(["/opt/proxy:/etc/pulp-auth-proxy:ro,Z"], wanted.HostConfig.Binds);
    }

    [Fact]
    public void On_the_hosts_network_nothing_is_published() =>
        Assert.Null((Some.Spec with { NetworkMode = "host" }).ToCreate().HostConfig!.PortBindings);

    [Fact]
    public void The_hosts_users_are_kept_only_where_the_engine_maps_them()
    {
        Assert.Equal("", Some.Spec.ToCreate().HostConfig!.UsernsMode);
        Assert.Equal("host", (Some.Spec with { HostUsers = true }).ToCreate().HostConfig!.UsernsMode);
    }
}
