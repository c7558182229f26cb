// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using Modules.Tests.Infra;
using YamlDotNet.RepresentationModel;

namespace Modules.Tests.Warp;

/// <summary>The plays that run inside, which are the foreign roles' and theirs to do: hosts, roles in their order, and the variables around them.</summary>
public sealed class InsidePlaysTests
{
    private static readonly string Folder = Path.Combine(Binary.RepositoryRoot, "playbooks", "oooq", "inside");

    [Theory]
    [InlineData(
        "oooq-warp.yaml",
        "localhost: environment/setup libvirt/teardown libvirt/setup/user libvirt/setup/undercloud | localhost: tripleo-inventory")]
    [InlineData("oooq-under.yaml", "undercloud: repo-setup | undercloud: python-tripleoclient | undercloud: undercloud-deploy")]
    [InlineData("oooq-traas.yaml", "localhost: tripleo-inventory")]
    [InlineData("oooq-traas-under.yaml", "undercloud: repo-setup | undercloud: python-tripleoclient | undercloud: undercloud-deploy")]
    [InlineData(
        "oooq-traas-over.yaml",
        "overcloud: repo-setup | undercloud: overcloud-prep-config overcloud-prep-containers | undercloud: overcloud-deploy "
            + "| undercloud: tripleo-inventory")]
    public void Each_play_has_its_hosts_and_roles(string file, string expected)
    {
        var plays = ((YamlSequenceNode)Read(file)).Children.Cast<YamlMappingNode>().Select(play => $"{play["hosts"]}: {string.Join(' ', Does(play))}");
        Assert.Equal(expected, string.Join(" | ", plays));
    }

    /// <summary>What is torn down, and who provisions as whom.</summary>
    [Fact]
    public void Only_with_a_teardown_is_something_torn_down()
    {
        var roles = (YamlSequenceNode)((YamlMappingNode)Read("oooq-warp.yaml")[0])["roles"];
        Assert.Equal(
            ["environment/setup", "libvirt/teardown", "libvirt/setup/user"],
            roles.Children.Cast<YamlMappingNode>().Where(role => role.Children.ContainsKey("when")).Select(role => role["role"].ToString()));
        Assert.All(
            roles.Children.Cast<YamlMappingNode>().Where(role => role.Children.ContainsKey("when")),
            role => Assert.Equal("teardown | bool", role["when"].ToString()));
    }

    [Theory]
    [InlineData("virthost-local", "working_dir", "{{ lookup('env', 'WORKSPACE') }}")]
    [InlineData("virthost-local", "local_working_dir", "{{ lookup('env', 'LWD') }}")]
    [InlineData("virthost-local", "image_cache_dir", "{{ lookup('env', 'IMAGECACHE') }}")]
    [InlineData("virthost-local", "undercloud_image_url", "file://{{ image_cache_dir }}/undercloud.qcow2")]
    [InlineData("virthost-local", "overcloud_image_url", "file://{{ image_cache_dir }}/overcloud-full.tar")]
    [InlineData("virthost-local", "undercloud_custom_vmlinuz", "{{ image_cache_dir }}/overcloud-full.vmlinuz")]
    [InlineData("virthost-local", "undercloud_custom_initrd", "{{ image_cache_dir }}/overcloud-full.initrd")]
    [InlineData("undercloud-local", "undercloud_vcpu", "3")]
    [InlineData("undercloud-local", "undercloud_disk", "50")]
    [InlineData("undercloud-local", "undercloud_memory", "4096")]
    [InlineData("inventory-traas", "inventory", "openstack")]
    [InlineData("overcloud-traas", "deployed_server", "true")]
    [InlineData("overcloud-traas", "controller_hosts", "{{ lookup('env', 'CONTROLLER_HOSTS') }}")]
    [InlineData("overcloud-traas", "subnodes_ssh_key", "{{ lookup('env', 'SUBNODES_SSH_KEY') }}")]
    [InlineData("overcloud-traas", "undercloud_external_network_cidr", "{{ lookup('env', 'EXT_NET_CIDR') }}")]
    public void Each_variable_of_the_wrapper_reaches_the_roles(string file, string name, string value) =>
        Assert.Equal(value, YamlTree.Find(Read($"vars/{file}.yaml"), name)?.ToString());

    [Fact]
    public void The_overcloud_is_told_of_its_servers()
    {
        var deploys = (YamlMappingNode)((YamlSequenceNode)Read("oooq-traas-over.yaml"))[2];
        Assert.Equal(
            ["OVERCLOUD_ROLES", "ControllerDeployedServer_hosts", "SUBNODES_SSH_KEY"],
            ((YamlMappingNode)deploys["environment"]).Children.Keys.Select(key => key.ToString()));
        Assert.Equal("all", ((YamlMappingNode)((YamlMappingNode)((YamlSequenceNode)Read("oooq-traas-over.yaml"))[3])["vars"])["inventory"].ToString());
    }

    /// <summary>No play of the original may bring its password along.</summary>
    [Fact]
    public void No_file_has_a_password() => Assert.All(
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories),
        file => Assert.All(
            File.ReadLines(file).Where(line => line.Contains("password", StringComparison.OrdinalIgnoreCase)),
            line => Assert.Contains("lookup('env'", line, StringComparison.Ordinal)));

    private static YamlNode Read(string file) => YamlTree.Parse(File.ReadAllText(Path.Combine(Folder, file)), file)!;

    private static IEnumerable<string> Does(YamlMappingNode play) =>
        YamlTree.Find(play, "roles") is YamlSequenceNode roles ? roles.Children.Cast<YamlMappingNode>().Select(role => role["role"].ToString())
        : ((YamlSequenceNode)play["tasks"]).Children.Cast<YamlMappingNode>().Select(task => ((YamlMappingNode)task["package"])["name"].ToString());
}
