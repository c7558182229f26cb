// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;
using Modules.Warp;

namespace Modules.Tests.Warp;

/// <summary>What somebody writes who does not know the modules: one sentence names the argument, its value and what to do; a check says the same, and
/// nothing is written.</summary>
public sealed class StrangersValuesTests : IDisposable
{
    /// <summary>Their values are any text, which goes on as it is, or files and addresses whose absence other tests tell.</summary>
    private static readonly HashSet<string> Free =
    [
        "extra_args", "oooq_branch", "cloud@oooq_preflight", "clouds_file", "libvirt_socket", "qemu_conf", "modprobe_path", "sysctl_path", "proc_root",
        "sys_root", "dev_root", "boot_files", "boot_files_path", "custom_vars", "shared_mounts", "target", "network@oooq_image_build", "cluster_id",
        "region", "ca_cert", "undercloud_user", "undercloud_key", "overcloud_key", "overcloud_user", "image@oooq_boot_files", "docker_host", "docker_tls_verify", "docker_cert_path",
        "lwd@oooq_preflight", "workspace@oooq_preflight", "imagecache@oooq_preflight", "oooq_path@oooq_preflight", "venv",
        "workspace@oooq_boot_files", "dest", "imagecache@oooq_boot_files", "imagecache@oooq_state", "compute_url", "teardown@oooq_preflight",
        "controller_hosts@oooq_preflight", "ext_net_cidr@oooq_preflight", "scripts@oooq_preflight", "device@oooq_preflight",
    ];

    private readonly string _world = Directory.CreateTempSubdirectory("stranger").FullName;

    public StrangersValuesTests()
    {
        foreach (var folder in (string[])["cache", "oooq", "scripts", "context"])
        {
            Directory.CreateDirectory(At(folder));
        }

        File.WriteAllText(At("scripts/custom.yaml"), "");
        File.WriteAllText(At("scripts/oooq-warp.yaml"), "");
        File.WriteAllText(At("context/Dockerfile"), "FROM scratch\n");
        File.WriteAllText(At("cache/a.qcow2"), "x");
        File.WriteAllText(At("cache/a.qcow2.md5"), "9dd4e461268c8034f5c8564e155c67a6  a.qcow2\n");
        File.WriteAllText(At("servers.json"), "{\"servers\": []}");
    }

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "run", "user", "\"a b\"", "Set USER (user) to the name of a user, such as stack: it is 'a b'." },
        { "run", "user", "\"x\\n\"", "Set USER (user) to the name of a user" },
        { "run", "play", "\"../x.yaml\"", "Set PLAY (play) to a playbook in the folder of scripts" },
        { "run", "workspace", "\"qs\"", "Set WORKSPACE (workspace) to an absolute path without a colon: it is 'qs'" },
        { "run", "workspace", "\"/etc/passwd\"", "Move '/etc/passwd' out of the way, or give WORKSPACE (workspace) another folder: '/etc/passwd' can be none." },
        { "run", "lwd", "\"/etc/passwd/x\"", "Move '/etc/passwd' out of the way, or give LWD (lwd) another folder: '/etc/passwd/x' can be none." },
        { "run", "lwd", "\"/a:b\"", "Set LWD (lwd) to an absolute path without a colon: it is '/a:b'" },
        { "run", "imagecache", "\"\"", "Set IMAGECACHE (imagecache) to the folder with the images" },
        { "run", "oooq_path", "\"/nowhere\"", "give OOOQ_PATH (oooq_path) another folder: '/nowhere' is not there." },
        { "run", "scripts", "\"/nowhere\"", "give PWD (scripts) another folder: '/nowhere' is not there." },
        { "run", "teardown", "\"nodes\"", "Set TEARDOWN (teardown) to true, and quickstart_teardown to what it is now: 'nodes' is a word" },
        { "run", "quickstart_teardown", "\"none\"", "quickstart_teardown must be one of: all, virthost, nodes, got: none" },
        { "run", "interactive", "\"maybe\"", "interactive" },
        { "run", "quickstartish", "\"maybe\"", "quickstartish" },
        { "run", "make_snapshots", "\"maybe\"", "make_snapshots" },
        { "run", "vpath", "\"v\"", "Set VPATH (vpath) to an absolute path without a colon: it is 'v'" },
        { "run", "oooqe_branch", "\"a b\"", "Set OOOQE_BRANCH (oooqe_branch) to a branch, such as master: it is 'a b'." },
        { "run", "oooqe_fork", "\"--pre\"", "Set OOOQE_FORK (oooqe_fork) to an account of GitHub" },
        { "run", "controller_hosts", "\"10.0.0.256\"", "Set CONTROLLER_HOSTS (controller_hosts) to addresses or names of hosts: it is '10.0.0.256'." },
        { "run", "compute_hosts", "\"a;b\"", "Set COMPUTE_HOSTS (compute_hosts) to addresses or names of hosts: it is 'a;b'." },
        { "run", "ext_net_cidr", "\"10.0.0.1/24\"", "Set EXT_NET_CIDR (ext_net_cidr) to a network such as 10.0.0.0/24: it is '10.0.0.1/24'" },
        { "run", "subnodes_ssh_key", "\"id_rsa\"", "Set SUBNODES_SSH_KEY (subnodes_ssh_key) to an absolute path, or one that begins with ~/: it is 'id_rsa'." },
        { "run", "log_level", "\"-q\"", "Set LOG_LEVEL (log_level) to -v, -vv and so on" },
        { "run", "ansible_timeout", "0", "ansible_timeout" },
        { "run", "ansible_forks", "\"many\"", "ansible_forks" },
        { "run", "env", "{\"a b\": 1}", "Set env (env) to names of variables with their values: it is 'a b'." },
        { "run", "image", "\"Runner 1\"", "Set image to the name of an image, such as oooq-runner:0.1: it is 'Runner 1'." },
        { "run", "image", "\"\"", "Set image to the name of an image" },
        { "run", "container_name", "\"my runner\"", "Set container_name to letters, digits, '_', '.' and '-', two at least" },
        { "run", "privileged", "\"maybe\"", "privileged" },
        { "run", "mounts", "[\"/a\"]", "Write mounts as /of/the/host:/inside" },
        { "run", "mounts", "[\"/tmp:/b:r\"]", "Write options of mounts as the engine knows them (ro, rw" },
        { "run", "mounts", "[\"/nowhere:/b\"]", "Make it, or leave it out of mounts: '/nowhere' is not there." },
        { "run", "cpus", "0.001", "Set cpus to 0.01 or more, such as 4: it is 0.001." },
        { "run", "cpu_shares", "1", "cpu_shares" },
        { "run", "memory", "\"much\"", "Set MEM (memory) to a size such as 7G: it is 'much'." },
        { "run", "memory", "\"1m\"", "Set MEM (memory) to 6m or more, such as 7G: it is '1m'" },
        { "run", "device", "\"sda\"", "Set DEV (device) to a disk such as /dev/sda: it is 'sda'." },
        { "run", "read_bps", "\"0\"", "Set IOR (read_bps) to a size such as 60mb: it is '0'." },
        { "run", "write_bps", "\"fast\"", "Set IOW (write_bps) to a size such as 35mb: it is 'fast'." },
        { "run", "read_iops", "0", "read_iops" },
        { "run", "write_iops", "-1", "write_iops" },
        { "run", "log_file", "\"/nowhere/log\"", "Give log_file a file in a folder that is there: '/nowhere/log' would be in none." },
        { "run", "log_file", "\"/tmp\"", "Give log_file a file in a folder that is there: '/tmp' is a folder." },
        { "run", "keep", "\"maybe\"", "keep" },
        { "run", "start", "\"maybe\"", "start" },
        { "run", "timeout", "-1", "timeout" },
        { "state", "action", "\"move\"", "action must be one of: save, restore, purge, got: move" },
        { "state", "user", "\"../x\"", "Set USER (user) to the name of a user" },
        { "state", "workspace", "\"qs\"", "Set WORKSPACE (workspace) to an absolute path" },
        { "state", "lwd", "\"l\"", "Set LWD (lwd) to an absolute path" },
        { "state", "more_files", "[\"a/b\"]", "Give more_files the names of files, without folders: 'a/b' is none." },
        { "images", "imagecache", "\"\"", "value of imagecache must be a path, got an empty text" },
        { "images", "imagecache", "\"/nowhere\"", "See to it that imagecache '/nowhere' is there" },
        { "images", "images", "[\"../x.qcow2\"]", "Give names of files in imagecache in images, with their type, like undercloud.qcow2: '../x.qcow2' is none." },
        { "images", "md5", "\"never\"", "md5 must be one of: verify, make, trust, got: never" },
        { "images", "latest_names", "{\"a\": \"../x\"}", "Give names without folders in latest_names, as quickstart calls its images: that of a is '\"../x\"'." },
        { "boot_files", "paths", "[\"vmlinuz\"]", "Give absolute paths of files inside the image in paths: 'vmlinuz' is none." },
        { "boot_files", "paths", "[]", "Give the files to take out of the image in paths: it is empty." },
        { "boot_files", "paths", "[\"/a/x\", \"/b/x\"]", "Give paths of files with different names: /a/x and /b/x would be one file." },
        { "boot_files", "image", "\"/nowhere\"", "Put the image there, or give it in image: there is no file /nowhere." },
        { "boot_files", "imagecache", "\"\"", "Set IMAGECACHE (imagecache) to the folder with the images, such as /opt/cache, or give dest" },
        { "boot_files", "force", "\"maybe\"", "force" },
        { "boot_files", "libguestfs_backend", "\"kvm\"", "libguestfs_backend must be one of: direct, libvirt, got: kvm" },
        { "image_build", "name", "\"My Image\"", "Set name to the name of an image, such as oooq-runner:0.1: it is 'My Image'." },
        { "image_build", "path", "\"/nowhere\"", "Check path and files: what the image is built from cannot be read" },
        { "image_build", "dockerfile", "\"../Dockerfile\"", "Give dockerfile the path of one below path " },
        { "image_build", "args", "{\"A\": [1]}", "Set A in args to a text: it is a list or a dictionary." },
        { "image_build", "files", "{\"/etc/x\": \"/etc/passwd\"}", "Give places below path in files: '/etc/x' is none." },
        { "image_build", "files", "{\"x\": \"/nowhere\"}", "Check path and files" },
        { "image_build", "pull", "\"maybe\"", "pull" },
        { "image_build", "force", "\"maybe\"", "force" },
        { "traas_inventory", "auth", "\"x\"", "auth" },
        { "traas_inventory", "cloud", "\" \"", "Give cloud a name, such as traas: it is ' '." },
        { "traas_inventory", "network", "\"\"", "Give network a name, such as private: it is ''." },
        { "traas_inventory", "interface", "\"outside\"", "interface must be one of: public, internal, admin, got: outside" },
        { "traas_inventory", "servers_file", "\"\"", "Give auth, the login to the cloud, or servers_file: that is empty." },
        { "traas_inventory", "servers_file", "\"/nowhere\"", "Give servers_file what Nova answers to servers/detail: '/nowhere' cannot be read" },
        { "traas_inventory", "user", "\"a b\"", "Set USER (user) to the name of a user" },
        { "traas_inventory", "lwd", "\"l\"", "Set LWD (lwd) to an absolute path" },
        { "traas_inventory", "ssh_config", "\"hosts\"", "Give a name of a file in lwd in ssh_config, beside hosts and clouds.yaml: 'hosts' is none." },
        { "traas_inventory", "validate_certs", "\"maybe\"", "validate_certs" },
        { "traas_inventory", "request_timeout", "0", "request_timeout" },
        { "preflight", "mode", "\"cloud\"", "mode must be one of: local, traas, got: cloud" },
        { "preflight", "play", "\"/x.yaml\"", "Set PLAY (play) to a playbook in the folder of scripts" },
        { "preflight", "checks", "[\"all\"]", "checks must be one or more of: engine" },
        { "preflight", "fix", "\"maybe\"", "fix" },
        { "preflight", "persist", "\"maybe\"", "persist" },
        { "preflight", "strict", "\"maybe\"", "strict" },
        { "preflight", "user", "\"a b\"", "Set USER (user) to the name of a user" },
        { "preflight", "images", "[\"../x.qcow2\"]", "Give names of files in imagecache in images" },
        { "preflight", "subnodes_ssh_key", "\"id_rsa\"", "Set SUBNODES_SSH_KEY (subnodes_ssh_key) to an absolute path" },
        { "preflight", "memory", "\"much\"", "Set MEM (memory) to a size such as 7G: it is 'much'." },
        { "preflight", "space", "{\"/tmp\": \"much\"}", "Set /tmp in space to a size such as 20G: it is 'much'." },
        { "preflight", "container_name", "\"a b\"", "Set container_name to letters" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_value_that_cannot_be_is_told_and_nothing_is_written(string module, string argument, string value, string words)
    {
        var before = Everything();
        foreach (var checkMode in (bool[])[true, false])
        {
            var arguments = Usual(module);
            arguments[argument] = JsonNode.Parse(value);
            if (argument == "vpath")
            {
                arguments["venv"] = "mine";
            }

            var told = await Calling.RunAsync($"oooq_{module}", arguments, checkMode);
            Assert.True((bool?)told["failed"], told.ToJsonString());
            Assert.Contains(words, (string)told["msg"]!, StringComparison.Ordinal);
            Assert.DoesNotContain("bug", (string)told["msg"]!, StringComparison.Ordinal);
            Assert.Equal(before, Everything());
        }
    }

    /// <summary>A new argument needs a row above, or a reason why any value is right.</summary>
    [Fact]
    public void Each_argument_of_each_module_is_looked_at()
    {
        var rows = Rows.Select(row => ($"oooq_{row[0]}", (string)row[1])).ToHashSet();
        var missing = WarpModules.All.SelectMany(module => module.Arguments.Arguments.Select(argument => (module.Name, Argument: argument.Name)))
            .Where(each => !rows.Contains(each) && !Free.Contains(each.Argument) && !Free.Contains($"{each.Argument}@{each.Name}")
                && !(each.Name == "oooq_command" && rows.Contains(("oooq_run", each.Argument)))).ToList();
        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    public void Dispose() => Directory.Delete(_world, recursive: true);

    private JsonObject Usual(string module) => module switch
    {
        "run" => new()
        {
            ["user"] = "stack", ["imagecache"] = At("cache"), ["oooq_path"] = At("oooq"), ["scripts"] = At("scripts"), ["workspace"] = At("workspace"),
            ["lwd"] = At("lwd"), ["interactive"] = false, ["docker_host"] = "tcp://127.0.0.1:9",
        },
        "state" => new() { ["action"] = "save", ["user"] = "stack", ["workspace"] = At("workspace"), ["lwd"] = At("lwd") },
        "images" => new() { ["imagecache"] = At("cache"), ["images"] = new JsonArray("a.qcow2") },
        "boot_files" => new() { ["imagecache"] = At("cache"), ["image"] = At("cache/a.qcow2") },
        "image_build" => new() { ["name"] = "base:1", ["path"] = At("context"), ["docker_host"] = "tcp://127.0.0.1:9" },
        "traas_inventory" => new() { ["servers_file"] = At("servers.json"), ["user"] = "stack", ["lwd"] = At("lwd") },
        _ => new()
        {
            ["user"] = "stack", ["imagecache"] = At("cache"), ["oooq_path"] = At("oooq"), ["scripts"] = At("scripts"), ["workspace"] = At("workspace"),
            ["lwd"] = At("lwd"), ["docker_host"] = "tcp://127.0.0.1:9",
            ["checks"] = new JsonArray("container_name", "images", "subnodes_ssh_key", "memory", "disk"),
        },
    };

    private List<string> Everything() => [.. Directory.EnumerateFileSystemEntries(_world, "*", SearchOption.AllDirectories).Order()];

    private string At(string name) => Path.Combine(_world, name);
}
