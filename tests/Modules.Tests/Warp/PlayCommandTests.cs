// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Warp;

/// <summary>The command that runs the playbook inside.</summary>
public sealed class PlayCommandTests
{
    private const string Common = "ansible-playbook --become-user=root --forks=10 --timeout 900 -e teardown=true -e @/tmp/scripts/custom.yaml -v ";
    private const string Kept = "ansible-playbook --become-user=root --forks=10 --timeout 900 -e teardown=false -e @/tmp/scripts/custom.yaml -v ";
    private const string Quickstart =
        "bash /tmp/qs/tripleo-quickstart/quickstart.sh --requirements /home/stack/.quickstart/requirements-pip.txt --no-clone --retain-inventory ";

    [Theory]
    [InlineData("{}", Common + "-u stack -i /tmp/scripts/inventory.ini /tmp/scripts/oooq-warp.yaml")]
    [InlineData("""{"teardown": "false"}""", Kept + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-warp.yaml")]
    [InlineData("""{"teardown": "False", "play": "oooq-under.yaml"}""", Kept + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-under.yaml")]
    [InlineData("""{"play": "oooq-under.yaml"}""", Common + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-under.yaml")]
    [InlineData("""{"play": "oooq-traas.yaml"}""", Common + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-traas.yaml")]
    [InlineData("""{"play": "oooq-traas-under.yaml"}""", Common + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-traas-under.yaml")]
    [InlineData(
        """{"play": "oooq-traas-over.yaml", "ext_net_cidr": "10.0.0.0/24", "controller_hosts": ["10.0.0.5"]}""",
        Common + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-traas-over.yaml")]
    [InlineData("""{"play": "plays/mine.yaml", "lwd": "/l"}""", Common + "-i /l/hosts /tmp/scripts/plays/mine.yaml")]
    [InlineData(
        """{"teardown": "none", "log_level": "", "ansible_forks": 3, "ansible_timeout": 30, "extra_args": ["-e", "a=b c"]}""",
        "ansible-playbook --become-user=root --forks=3 --timeout 30 -e teardown=none -e @/tmp/scripts/custom.yaml "
            + "-i /home/stack/.quickstart/hosts /tmp/scripts/oooq-warp.yaml -e a=b c")]
    [InlineData(
        """{"quickstartish": true}""",
        Quickstart + "--teardown nodes --system-site-packages --working-dir /home/stack/.quickstart --playbook oooq-warp.yaml "
            + "-e teardown=true -e @/tmp/scripts/custom.yaml --ansible-debug 127.0.0.2")]
    [InlineData(
        """{"quickstartish": true, "quickstart_teardown": "virthost", "log_level": "", "extra_args": ["--release", "pike"]}""",
        Quickstart + "--teardown virthost --system-site-packages --working-dir /home/stack/.quickstart --playbook oooq-warp.yaml "
            + "-e teardown=true -e @/tmp/scripts/custom.yaml --release pike 127.0.0.2")]
    [InlineData(
        """{"quickstartish": true, "teardown": "false", "play": "oooq-under.yaml"}""",
        Quickstart + "--teardown none --system-site-packages --working-dir /home/stack/.quickstart --playbook oooq-under.yaml "
            + "-e teardown=false -e @/tmp/scripts/custom.yaml --ansible-debug 127.0.0.2")]
    [InlineData(
        """{"quickstartish": true, "teardown": "none", "play": "plays/mine.yaml"}""",
        Quickstart + "--teardown none --system-site-packages --working-dir /home/stack/.quickstart --playbook mine.yaml "
            + "-e teardown=none -e @/tmp/scripts/custom.yaml --ansible-debug 127.0.0.2")]
    public async Task Each_way(string arguments, string words) => Assert.Equal(words, (await Warped.TellAsync(arguments)).Play());

    /// <summary>The variable, its value, and what to do.</summary>
    [Theory]
    [InlineData("""{"imagecache": null}""", "Set IMAGECACHE (imagecache) to the folder with the images, such as /opt/cache: it is not set.")]
    [InlineData("""{"oooq_path": ""}""", "Set OOOQ_PATH (oooq_path) to the checkout of tripleo-quickstart")]
    [InlineData("""{"workspace": "qs"}""", "Set WORKSPACE (workspace) to an absolute path without a colon: it is 'qs'")]
    [InlineData("""{"lwd": "/a:b"}""", "Set LWD (lwd) to an absolute path without a colon: it is '/a:b'")]
    [InlineData("""{"venv": "hostpath"}""", "Set VPATH (vpath) to the virtual environment to mount, or VENV (venv) to local")]
    [InlineData("""{"teardown": "maybe"}""", "Set TEARDOWN (teardown) to true, false or none: it is 'maybe'.")]
    [InlineData("""{"teardown": "nodes"}""", "Set TEARDOWN (teardown) to true, and quickstart_teardown to what it is now: 'nodes' is a word")]
    [InlineData("""{"quickstart_teardown": "none"}""", "quickstart_teardown must be one of: all, virthost, nodes, got: none")]
    [InlineData("""{"user": "a b"}""", "Set USER (user) to the name of a user, such as stack: it is 'a b'.")]
    [InlineData("""{"play": "../x.yaml"}""", "Set PLAY (play) to a playbook in the folder of scripts, such as oooq-warp.yaml: it is '../x.yaml'.")]
    [InlineData("""{"play": "/x.yaml"}""", "it is '/x.yaml'.")]
    [InlineData("""{"play": "oooq-traas-over.yaml", "controller_hosts": ["10.0.0.5"]}""", "Set EXT_NET_CIDR (ext_net_cidr) to the network")]
    [InlineData("""{"play": "oooq-traas-over.yaml", "ext_net_cidr": "10.0.0.0/24"}""", "Set CONTROLLER_HOSTS (controller_hosts) to the addresses")]
    [InlineData("""{"ext_net_cidr": "10.0.0.5/24"}""", "Set EXT_NET_CIDR (ext_net_cidr) to a network such as 10.0.0.0/24: it is '10.0.0.5/24'")]
    [InlineData("""{"ext_net_cidr": "10.0.0.0"}""", "it is '10.0.0.0'")]
    [InlineData("""{"controller_hosts": "10.0.0.5;reboot"}""", "Set CONTROLLER_HOSTS (controller_hosts) to addresses or names of hosts: it is '10.0.0.5;reboot'.")]
    [InlineData("""{"log_level": "-q"}""", "Set LOG_LEVEL (log_level) to -v, -vv and so on to -vvvvv, or to nothing: it is '-q'.")]
    [InlineData("""{"oooqe_branch": "a b"}""", "Set OOOQE_BRANCH (oooqe_branch) to a branch, such as master: it is 'a b'.")]
    [InlineData("""{"oooqe_fork": "--pre"}""", "Set OOOQE_FORK (oooqe_fork) to an account of GitHub, such as openstack: it is '--pre'.")]
    [InlineData("""{"memory": "much"}""", "Set MEM (memory) to a size such as 7G: it is 'much'.")]
    [InlineData("""{"read_bps": "0"}""", "Set IOR (read_bps) to a size such as 60mb: it is '0'.")]
    [InlineData("""{"device": "sda"}""", "Set DEV (device) to a disk such as /dev/sda: it is 'sda'.")]
    [InlineData("""{"cpus": 0}""", "Set cpus to 0.01 or more, such as 4: it is 0.")]
    [InlineData("""{"mounts": ["/a"]}""", "Write mounts as /of/the/host:/inside, with :ro or other options after it: '/a' is not.")]
    [InlineData("""{"env": {"a b": "c"}}""", "Set env (env) to names of variables with their values: it is 'a b'.")]
    [InlineData("""{"env": {"A": ["c"]}}""", "Set A in env to a text: it is a list or a dictionary")]
    public async Task What_cannot_be_is_refused_with_its_cure(string arguments, string words)
    {
        var told = await Warped.TellAsync(arguments);

        Assert.True((bool?)told["failed"], told.ToJsonString());
        Assert.Contains(words, (string)told["msg"]!, StringComparison.Ordinal);
    }

    /// <summary>686f5e7 of the wrapper died of a variable that only one of its playbooks needs.</summary>
    [Theory]
    [InlineData("oooq-warp.yaml")]
    [InlineData("oooq-under.yaml")]
    [InlineData("oooq-traas.yaml")]
    [InlineData("oooq-traas-under.yaml")]
    public async Task Only_the_overcloud_needs_the_network_of_the_servers(string play) =>
        Assert.Null((await Warped.TellAsync($$"""{"play": "{{play}}"}"""))["failed"]);
}
