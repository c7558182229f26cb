// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;
using Modules.Warp.CommandLines;

namespace Modules.Tests.Warp;

/// <summary>The command line of the container: a line for each flag and each variable that the wrapper has.</summary>
public sealed class DockerRunTests
{
    [Theory]
    [InlineData("{}", "docker run -it --rm --privileged ")]
    [InlineData("""{"interactive": false}""", "docker run --rm --privileged ")]
    [InlineData("""{"privileged": false}""", "docker run -it --rm --cap-add=SYS_ADMIN --cap-add=NET_ADMIN --device=/dev/kvm ")]
    [InlineData("{}", " --net=host --pid=host --uts=host --ipc=host ")]
    [InlineData("{}", " -u 1000 ")]
    [InlineData("{}", " --cpus=4 --cpu-shares=800 --memory-swappiness=0 --memory=7G ")]
    [InlineData("""{"cpus": 1.5, "cpu_shares": 100, "memory": "512m"}""", " --cpus=1.5 --cpu-shares=100 --memory-swappiness=0 --memory=512m ")]
    [InlineData("{}", " --device-read-bps=/dev/sda:60mb --device-write-bps=/dev/sda:35mb --device-read-iops=/dev/sda:60 --device-write-iops=/dev/sda:60 ")]
    [InlineData(
        """{"device": "/dev/vda", "read_bps": "1g", "write_bps": "2MB", "read_iops": 5, "write_iops": 6}""",
        " --device-read-bps=/dev/vda:1g --device-write-bps=/dev/vda:2MB --device-read-iops=/dev/vda:5 --device-write-iops=/dev/vda:6 ")]
    [InlineData("{}", " -v /var/lib/libvirt:/var/lib/libvirt -v /run:/run -v /dev:/dev:ro -v /lib/modules:/lib/modules ")]
    [InlineData("{}", " -v /tmp/qs:/tmp/qs -v /home/stack/.quickstart:/home/stack/.quickstart -v /opt/cache:/opt/cache ")]
    [InlineData("{}", " -v /src/quickstart:/tmp/oooq:ro -v /src/warp:/tmp/scripts:ro ")]
    [InlineData(
        """{"venv": "hostpath", "vpath": "/home/me/.venvs/oooq"}""",
        " -v /home/me/.venvs/oooq:/home/stack/Envs -v /home/me/.venvs/oooq:/home/me/.venvs/oooq ")]
    [InlineData("""{"mounts": ["/etc/passwd:/etc/passwd:ro", "/other/run:/run"]}""", " -v /etc/passwd:/etc/passwd:ro -v /other/run:/run ")]
    [InlineData("{}", " --entrypoint /bin/bash --name oooq-runner-181d3fb0 bogdando/oooq-runner:0.1")]
    [InlineData("""{"workspace": "/opt/oooq"}""", " --label org.stackhpc.kayobe-modules.oooq-run=/opt/oooq ")]
    [InlineData("""{"container_name": "runner", "image": "mine:1"}""", " --name runner mine:1")]
    public async Task Each_flag(string arguments, string words) =>
        Assert.Contains(words, (await Warped.TellAsync(arguments)).Docker() + " ", StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"user": "bogdando"}""", "USER=bogdando HOME=/home/bogdando LWD=/home/bogdando/.quickstart")]
    [InlineData("{}", "PLAY=oooq-warp.yaml")]
    [InlineData("""{"play": "oooq-under.yaml"}""", "PLAY=oooq-under.yaml")]
    [InlineData("{}", "WORKSPACE=/tmp/qs")]
    [InlineData("""{"workspace": "/opt/oooq/"}""", "WORKSPACE=/opt/oooq")]
    [InlineData("""{"lwd": "/var/lwd"}""", "LWD=/var/lwd")]
    [InlineData("{}", "IMAGECACHE=/opt/cache OOOQ_PATH=/src/quickstart")]
    [InlineData("{}", "TEARDOWN=true INTERACTIVE=true QUICKSTARTISH=false MAKE_SNAPSHOTS=true VENV=local")]
    [InlineData("""{"teardown": false}""", "TEARDOWN=false")]
    [InlineData("""{"teardown": "none"}""", "TEARDOWN=none")]
    [InlineData("""{"interactive": false, "quickstartish": true, "make_snapshots": false}""", "INTERACTIVE=false QUICKSTARTISH=true MAKE_SNAPSHOTS=false")]
    [InlineData("""{"venv": "hostpath", "vpath": "/v"}""", "VENV=hostpath")]
    [InlineData("{}", "OOOQE_BRANCH=master OOOQE_FORK=openstack VIRTUALENVWRAPPER_PYTHON=/usr/bin/python")]
    [InlineData("""{"oooqe_branch": "dev/x", "oooqe_fork": "johndoe"}""", "OOOQE_BRANCH=dev/x OOOQE_FORK=johndoe")]
    [InlineData("{}", "CONTROLLER_HOSTS= COMPUTE_HOSTS= EXT_NET_CIDR= SUBNODES_SSH_KEY=/home/stack/.ssh/id_rsa")]
    [InlineData("""{"subnodes_ssh_key": "~/.ssh/cloud"}""", "SUBNODES_SSH_KEY=/home/stack/.ssh/cloud")]
    [InlineData("""{"ext_net_cidr": "10.0.0.0/24"}""", "EXT_NET_CIDR=10.0.0.0/24")]
    [InlineData("{}", "LOG_LEVEL=-v ANSIBLE_TIMEOUT=900 ANSIBLE_FORKS=10")]
    [InlineData("""{"log_level": "-vvvv", "ansible_timeout": 5, "ansible_forks": 2}""", "LOG_LEVEL=-vvvv ANSIBLE_TIMEOUT=5 ANSIBLE_FORKS=2")]
    [InlineData("""{"env": {"SUPERMIN_KERNEL": "/boot/vmlinuz", "N": 3, "PLAY": "other.yaml"}}""", "SUPERMIN_KERNEL=/boot/vmlinuz N=3 PLAY=other.yaml")]
    public async Task Each_variable(string arguments, string expected)
    {
        var words = (await Warped.TellAsync(arguments))["docker"]!.AsArray().Select(word => (string)word!).ToList();
        var given = words.Where((_, at) => at > 0 && words[at - 1] == "-e").ToList();

        Assert.All(expected.Split(' '), variable => Assert.Contains(variable, given));
        Assert.Equal(given.Count, given.Select(each => each.Split('=')[0]).Distinct().Count());
    }

    /// <summary>The wrapper's own command line fell apart here: the second address became the image.</summary>
    [Theory]
    [InlineData("""{"controller_hosts": "10.0.0.1 10.0.0.2", "compute_hosts": ["10.0.0.3", "10.0.0.4"]}""")]
    [InlineData("""{"controller_hosts": ["10.0.0.1 10.0.0.2"], "compute_hosts": "10.0.0.3,10.0.0.4"}""")]
    public async Task Two_addresses_are_one_word(string arguments)
    {
        var told = await Warped.TellAsync(arguments);
        var words = told["docker"]!.AsArray().Select(word => (string)word!).ToList();

        Assert.Contains("CONTROLLER_HOSTS=10.0.0.1 10.0.0.2", words);
        Assert.Contains("COMPUTE_HOSTS=10.0.0.3 10.0.0.4", words);
        Assert.Contains(" -e 'CONTROLLER_HOSTS=10.0.0.1 10.0.0.2' ", (string)told["docker_shell"]!, StringComparison.Ordinal);
    }

    /// <summary>All of them as a person exports them, and nothing else: the variables lead to the same command line as the options.</summary>
    [Fact]
    public async Task Variables_of_the_environment_are_the_options()
    {
        const string Exported =
            "USER=stack PLAY=oooq-traas-over.yaml WORKSPACE=/w LWD=/l IMAGECACHE=/i OOOQ_PATH=/q PWD=/p TEARDOWN=none INTERACTIVE=false "
            + "QUICKSTARTISH=true MAKE_SNAPSHOTS=false VENV=host VPATH=/v OOOQE_BRANCH=b OOOQE_FORK=f COMPUTE_HOSTS=10.0.0.9 "
            + "EXT_NET_CIDR=10.0.0.0/8 SUBNODES_SSH_KEY=/k LOG_LEVEL=-vv ANSIBLE_TIMEOUT=7 ANSIBLE_FORKS=3 CPU=9 MEM=1G DEV=/dev/vdb "
            + "IOR=1mb IOW=2mb IOPSR=3 IOPSW=4";
        const string Options =
            """
            {"play": "oooq-traas-over.yaml", "workspace": "/w", "lwd": "/l", "imagecache": "/i", "oooq_path": "/q", "scripts": "/p",
             "teardown": "none", "interactive": false, "quickstartish": true, "make_snapshots": false, "venv": "host", "vpath": "/v",
             "oooqe_branch": "b", "oooqe_fork": "f", "controller_hosts": ["10.0.0.7", "10.0.0.8"], "compute_hosts": ["10.0.0.9"],
             "ext_net_cidr": "10.0.0.0/8", "subnodes_ssh_key": "/k", "log_level": "-vv", "ansible_timeout": 7, "ansible_forks": 3,
             "cpu_shares": 9, "memory": "1G", "device": "/dev/vdb", "read_bps": "1mb", "write_bps": "2mb", "read_iops": 3, "write_iops": 4}
            """;
        var environment = Exported.Split(' ').Select(each => each.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        environment["CONTROLLER_HOSTS"] = "10.0.0.7 10.0.0.8";
        var (code, output, error) = Binary.Run(["oooq_command", "-"], "/", environment, "{}");

        Assert.True(code == 0, output + error);
        Assert.Equal((await Warped.TellAsync(Options))["docker_shell"]!.ToJsonString(), JsonNode.Parse(output)!["docker_shell"]!.ToJsonString());
    }

    /// <summary>The wrapper's defaults are for variables that are not set and for those that are set to nothing.</summary>
    [Fact]
    public async Task A_variable_that_is_empty_is_not_set()
    {
        const string Emptied =
            "PLAY WORKSPACE LWD TEARDOWN INTERACTIVE QUICKSTARTISH MAKE_SNAPSHOTS VENV VPATH OOOQE_BRANCH OOOQE_FORK CONTROLLER_HOSTS COMPUTE_HOSTS "
            + "EXT_NET_CIDR SUBNODES_SSH_KEY LOG_LEVEL ANSIBLE_TIMEOUT ANSIBLE_FORKS CPU MEM DEV IOR IOW IOPSR IOPSW DOCKER_HOST";
        var environment = Emptied.Split(' ').ToDictionary(name => name, _ => "");
        var (code, output, error) = Binary.Run(["oooq_command", "-"], "/", environment, Warped.Arguments().ToJsonString());

        Assert.True(code == 0, output + error);
        Assert.Equal((await Warped.TellAsync())["docker_shell"]!.ToJsonString(), JsonNode.Parse(output)!["docker_shell"]!.ToJsonString());
    }

    [Fact]
    public void Each_module_of_the_wrapper_reads_its_variables_like_this() => Assert.All(
        Catalog.Modules.Where(module => module.Name.StartsWith("oooq_", StringComparison.Ordinal)
            && module.Arguments.Arguments.Any(argument => argument.EnvironmentVariable?.StartsWith("DOCKER_", StringComparison.Ordinal) == false)),
        module => Assert.True(module.Arguments.SkipsEmptyVariables, module.Name));

    /// <summary>Where nobody exports it, the wrapper's own; that the modules ask the same is one argument of all of them.</summary>
    [Fact]
    public void Who_it_works_for_by_default() => Assert.Equal("bogdando", (string?)Modules.Warp.Settings.WarpArguments.User.Default);

    [Fact]
    public async Task A_place_inside_is_mounted_once()
    {
        var docker = (await Warped.TellAsync("""{"workspace": "/opt/oooq", "lwd": "/opt/oooq"}""")).Docker();

        Assert.Single(docker.Split("/opt/oooq:/opt/oooq").Skip(1));
    }

    [Fact]
    public async Task A_secret_variable_is_hidden()
    {
        var told = (await Warped.TellAsync("""{"env": {"OS_PASSWORD": "s3cret-Horse/42"}}""")).ToJsonString();

        Assert.DoesNotContain("s3cret-Horse/42", told, StringComparison.Ordinal);
        Assert.Contains("OS_PASSWORD=", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain-word/1.0:2", "plain-word/1.0:2")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("", "''")]
    public void A_word_for_a_shell_is_one_word(string word, string quoted) => Assert.Equal(quoted, ShellText.Quote(word));
}
