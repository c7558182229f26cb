// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Modules.Tests.Builder;
using Modules.Warp.Preflight;

namespace Modules.Tests.Warp.Preflight;

/// <summary>Each check as ok, as not ok and as one that cannot be told, with what was seen and what to do.</summary>
public sealed class OooqPreflightTests : IDisposable
{
    private readonly WarpHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("local", 22)]
    [InlineData("traas", 17)]
    public async Task A_host_that_has_everything_is_ready(string mode, int count)
    {
        var result = await _host.RunAsync(new JsonObject { ["mode"] = mode });
        Assert.True((bool?)result["ready"], result.ToJsonString());
        Assert.All(result["checks"]!.AsArray(), check => Assert.True((string?)check!["state"] == "ok", check.ToJsonString()));
        Assert.Equal(count, result["checks"]!.AsArray().Count);
        Assert.False((bool?)result["changed"]);
        Assert.All(_host.Asked, device => Assert.Equal(_host.At("dev/kvm"), device));
    }

    /// <summary>An engine may take requests and answer none, and so may df where a server of files went away.</summary>
    [Fact]
    public async Task What_hangs_is_told_and_all_else_is_looked_at()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        _host.Others = new HangingCommands("df", _host.Commands);
        _host.Patience = new(TimeSpan.FromMilliseconds(20));
        var result = await _host.RunAsync(new JsonObject { ["docker_host"] = $"tcp://{silent.LocalEndpoint}" });
        var checks = result["checks"]!.AsArray();
        foreach (var id in (string[])["engine", "container_name", "disk"])
        {
            Assert.All(checks.Where(check => (string?)check!["id"] == id), check => Assert.Equal("unknown", (string?)check!["state"]));
        }

        Assert.Contains("does not answer within", result.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("ok", (string?)checks.Single(check => (string?)check!["id"] == "libvirt")!["state"]);
    }

    [Fact]
    public async Task A_host_without_df_is_told_all_else()
    {
        _ = _host.Commands.Missing.Add("df");
        var result = await _host.RunAsync([]);
        Assert.Null(result["failed"]);
        Assert.All(
            result["checks"]!.AsArray().Where(check => (string?)check!["id"] == "disk"), check => Assert.Equal("unknown", (string?)check!["state"]));
    }

    /// <summary>Every kind has to be ok, not ok and unknown somewhere below, or be told here why not.</summary>
    [Fact]
    public void Every_kind_of_check_has_a_test_of_each_state()
    {
        var rows = typeof(OooqPreflightTests).GetMethod(nameof(What_is_not_as_it_must_be_is_told_with_value_and_cure))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(row => ((string)row[0].Value!, (string)row[2].Value!)).ToHashSet();
        var missing = CheckKind.All.SelectMany(kind => new[] { (kind.Id, "not_ok"), (kind.Id, "unknown") }).Except(rows);
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("engine", "no engine", "not_ok", "none.sock", "docker_host (DOCKER_HOST)")]
    [InlineData("engine", "old engine", "not_ok", "Engine 1.12.6", "Docker 1.13 or newer")]
    [InlineData("engine", "odd engine", "unknown", "Engine dev answers", "1.13 or newer")]
    [InlineData("container_name", "container", "not_ok", "that this module did not make", "another container_name")]
    [InlineData("container_name", "run goes on", "not_ok", "'docker logs -f warp' shows it", "docker stop warp")]
    [InlineData("container_name", "no engine", "unknown", "no engine", "See the check of the engine")]
    [InlineData("kvm", "kvm missing", "not_ok", "dev/kvm", "modprobe kvm_intel")]
    [InlineData("kvm", "kvm busy", "not_ok", "Device or resource busy", "Stop what else uses")]
    [InlineData("kvm", "kvm old", "not_ok", "version 11", "newer kernel")]
    [InlineData("kvm", "kvm other", "not_ok", "Inappropriate ioctl", "Remove it")]
    [InlineData("kvm", "kvm denied", "unknown", "Permission denied", "group kvm")]
    [InlineData("nested", "nested N", "not_ok", "kvm_intel has nested=N", "options kvm_intel nested=1")]
    [InlineData("nested", "nested amd 0", "not_ok", "kvm_amd has nested=0", "options kvm_amd nested=1")]
    [InlineData("nested", "no kvm module", "not_ok", "neither kvm_intel nor kvm_amd", "modprobe kvm_amd")]
    [InlineData("nested", "no sys", "unknown", "sys/module", "sysfs")]
    [InlineData("nested", "nested unreadable", "unknown", "parameters/nested cannot be read", "Y or 1")]
    [InlineData("cpu", "cpu plain", "not_ok", "neither flag, vmx nor svm", "firmware")]
    [InlineData("cpu", "cpu arm", "unknown", "tells no flags", "VT-x or AMD-V")]
    [InlineData("libvirt", "libvirt missing", "not_ok", "there is no ", "systemctl start libvirtd")]
    [InlineData("libvirt", "libvirt stopped", "not_ok", "nobody listens on", "systemctl start libvirtd")]
    [InlineData("libvirt", "libvirt odd", "unknown", "cannot be tried", "virsh list")]
    [InlineData("bridge_filter", "bridge 1", "not_ok", "it is 1", "sysctl net.bridge.bridge-nf-call-iptables=0")]
    [InlineData("bridge_filter", "bridge unreadable", "unknown", "bridge-nf-call-iptables cannot be read", "sysctl")]
    [InlineData("bridge_filter", "bridge for today", "not_ok", "it is 0, and ", "Write 'net.bridge.bridge-nf-call-iptables = 0' to ")]
    [InlineData("bridge_filter", "sysctl unreadable", "unknown", "99-oooq-warp.conf cannot be read", "See by hand")]
    [InlineData("bridge_filter", "no proc", "unknown", "proc/sys/net", "procfs")]
    [InlineData("qemu", "apparmor enforces", "not_ok", "AppArmor enforces libvirtd", "security_driver = \"none\"")]
    [InlineData("qemu", "apparmor hidden", "unknown", "apparmor/profiles cannot be read", "as root")]
    [InlineData("folders", "workspace missing", "not_ok", "there is no ", "mkdir -p")]
    [InlineData("folders", "imagecache unset", "not_ok", "it is not set", "/opt/cache")]
    [InlineData("folders", "lwd is workspace", "not_ok", "is LWD, too", "a folder of its own")]
    [InlineData("folders", "lwd is home", "not_ok", "/home/stack is a home", "a folder of its own")]
    [InlineData("folders", "lwd is home of root", "not_ok", "/root is a home", "a folder of its own")]
    [InlineData("folders", "workspace relative", "not_ok", "'qs' is no absolute path", "absolute path")]
    [InlineData("folders", "workspace file", "not_ok", "is no folder", "out of the way")]
    [InlineData("folders", "workspace circle", "unknown", "cannot be looked at", "without links")]
    [InlineData("images", "image missing", "not_ok", "there is no ", "with its .md5")]
    [InlineData("images", "md5 missing", "not_ok", "undercloud.qcow2.md5", "beside it")]
    [InlineData("images", "md5 other", "not_ok", "its .md5 says 00000000000000000000000000000000", "Fetch both anew")]
    [InlineData("images", "md5 page", "not_ok", "is no MD5 sum", "Fetch it anew")]
    [InlineData("images", "imagecache unset", "not_ok", "IMAGECACHE is not set", "imagecache")]
    [InlineData("images", "md5 unreadable", "unknown", "cannot be read", "as root")]
    [InlineData("images", "image unreadable", "unknown", "cannot be read", "as root")]
    [InlineData("boot_files", "kernel missing", "not_ok", "overcloud-full.vmlinuz", "oooq_boot_files")]
    [InlineData("boot_files", "kernel in workspace", "not_ok", "qs/overcloud-full.vmlinuz", "Move it to where the play reads it")]
    [InlineData("boot_files", "kernel is text", "not_ok", "neither a kernel nor", "anew")]
    [InlineData("boot_files", "imagecache unset", "not_ok", "IMAGECACHE is not set", "boot_files_path")]
    [InlineData("boot_files", "kernel unreadable", "unknown", "cannot be read", "as root")]
    [InlineData("quickstart", "oooq unset", "not_ok", "it is not set", "oooq_path")]
    [InlineData("quickstart", "oooq other", "not_ok", "no quickstart.sh", "oooq_path")]
    [InlineData("quickstart", "oooq branch", "not_ok", "it is on dev", "Check master out there")]
    [InlineData("quickstart", "oooq unreadable", "unknown", "cannot be looked at", "as the user")]
    [InlineData("custom_vars", "custom missing", "not_ok", "custom.yaml", "Copy the example")]
    [InlineData("custom_vars", "scripts unset", "not_ok", "PWD is not set", "Give scripts")]
    [InlineData("custom_vars", "custom broken", "not_ok", "is no YAML (line ", "Mend it")]
    [InlineData("custom_vars", "custom list", "not_ok", "no map of variables", "'name: value'")]
    [InlineData("custom_vars", "custom unreadable", "unknown", "cannot be read", "as the user")]
    [InlineData("teardown", "teardown nods", "not_ok", "it is 'nods'", "true, false or none")]
    [InlineData("teardown", "teardown virthost", "not_ok", "'virthost' is a word of quickstart.sh", "quickstart_teardown")]
    [InlineData("teardown", "teardown unset", "not_ok", "it is ''", "true, false or none")]
    [InlineData("teardown", "teardown without state", "unknown", "neither ", "Give teardown true")]
    [InlineData("controller_hosts", "hosts unset", "not_ok", "it is not set", "oooq_traas_inventory")]
    [InlineData("controller_hosts", "hosts odd", "not_ok", "'10.0.0.2;10.0.0.3' is no address", "with blanks or commas between")]
    [InlineData("controller_hosts", "hosts name", "unknown", "overcloud-controller-0 is a name", "its address")]
    [InlineData("ext_net_cidr", "cidr unset", "not_ok", "it is not set", "192.168.23.0/24")]
    [InlineData("ext_net_cidr", "cidr odd", "not_ok", "'192.168.23.0/33' is no network", "192.168.23.0/24")]
    [InlineData("controller_hosts", "hosts short", "not_ok", "'10.1' is no address", "with blanks or commas between")]
    [InlineData("ext_net_cidr", "cidr address", "not_ok", "192.168.23.9/24 is an address in a network", "192.168.23.0/24")]
    [InlineData("ext_net_cidr", "cidr of IPv6", "unknown", "fd00:23::/64 is of IPv6", "IPv4")]
    [InlineData("subnodes_ssh_key", "key missing", "not_ok", "there is no ", "subnodes_ssh_key")]
    [InlineData("subnodes_ssh_key", "key public", "not_ok", "is no private key", "private half")]
    [InlineData("subnodes_ssh_key", "key unreadable", "unknown", "cannot be read", "whose key it is")]
    [InlineData("credentials", "clouds missing", "not_ok", "neither is OS_AUTH_URL set", "clouds_file")]
    [InlineData("credentials", "clouds other", "not_ok", "no auth_url of a cloud 'traas'", "one of its clouds")]
    [InlineData("credentials", "clouds broken", "not_ok", "is no YAML", "Mend it")]
    [InlineData("credentials", "clouds two", "unknown", "2 clouds", "OS_CLOUD")]
    [InlineData("memory", "memory small", "not_ok", "1.0 GiB are available, MEM wants 7.0 GiB", "memory (MEM)")]
    [InlineData("memory", "memory missing", "unknown", "does not tell MemAvailable", "free")]
    [InlineData("disk", "disk small", "not_ok", "100.0 GiB are free", "give space another size")]
    [InlineData("disk", "disk silent", "unknown", "df does not tell", "by hand")]
    [InlineData("block_device", "device missing", "not_ok", "DEV is /dev/vdz", "/dev/sda")]
    [InlineData("block_device", "device odd", "not_ok", "DEV is 'sda'", "/dev/sda")]
    [InlineData("block_device", "usual device missing", "unknown", "there is no /dev/sda", "Give one of /dev/vda")]
    [InlineData("block_device", "no sys", "unknown", "DEV /dev/sda", "lsblk")]
    [InlineData("shared_mounts", "mount private", "not_ok", "it is on /run, which is not shared", "mount --make-shared /run")]
    [InlineData("shared_mounts", "no proc", "unknown", "mountinfo", "findmnt")]
    public async Task What_is_not_as_it_must_be_is_told_with_value_and_cure(string id, string what, string state, string seen, string cure)
    {
        var check = await FindAsync(id, state, Spoil(what));
        Assert.Contains(seen, (string?)check["seen"], StringComparison.Ordinal);
        Assert.Contains(cure, (string?)check["advice"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nested", "nested amd 1", "kvm_amd has nested=1")]
    [InlineData("bridge_filter", "no bridge module", "br_netfilter is not loaded")]
    [InlineData("qemu", "qemu none", "security_driver = \"none\"")]
    [InlineData("qemu", "apparmor without libvirt", "no profile of libvirt")]
    [InlineData("custom_vars", "custom empty", "holds variables")]
    [InlineData("teardown", "teardown kept", "is of the deployment that is kept")]
    [InlineData("teardown", "teardown yes", "it is Yes")]
    [InlineData("container_name", "container ended", "the next removes it")]
    [InlineData("bridge_filter", "bridge kept", "99-oooq-warp.conf keeps it so")]
    [InlineData("credentials", "clouds one", "the cloud other")]
    [InlineData("boot_files", "boot path", "a kernel for x86")]
    [InlineData("cpu", "cpu svm", "the flag svm")]
    public async Task There_is_more_than_one_way_to_be_right(string id, string what, string seen)
    {
        var check = await FindAsync(id, "ok", Spoil(what));
        Assert.Contains(seen, (string?)check["seen"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null", "NotKvm")]
    [InlineData("/dev/no-such-device", "Missing")]
    public void A_device_is_really_asked(string path, string state) => Assert.Equal(state, KvmDevice.Ask(path).State.ToString());

    /// <summary>Where the machine that tests has a device, it says how far it goes; no state is a surprise.</summary>
    [Fact]
    public void This_machine_tells_of_its_own_device()
    {
        var answer = KvmDevice.Ask("/dev/kvm");
        Assert.Equal(File.Exists("/dev/kvm"), answer.State != KvmState.Missing);
        Assert.True(answer.State != KvmState.Works || answer.Version == KvmDevice.ApiVersion, answer.ToString());
    }

    [Fact]
    public async Task Fixes_are_done_once_and_only_told_in_check_mode()
    {
        _ = Spoil("nested N");
        _ = Spoil("bridge 1");
        _ = Spoil("workspace missing");
        var more = new JsonObject { ["fix"] = true, ["checks"] = new JsonArray("nested", "bridge_filter", "folders") };

        var foreseen = await _host.RunAsync(more, checkMode: true);
        Assert.True((bool?)foreseen["changed"]);
        Assert.Equal(3, foreseen["checks"]!.AsArray().Count(check => check!["fix"] is not null && !(bool)check["fixed"]!));
        Assert.False(Directory.Exists(_host.At("qs")));
        Assert.False(File.Exists(_host.At("modprobe.d/kvm-nested.conf")));

        var done = await _host.RunAsync(more);
        Assert.True((bool?)done["changed"], done.ToJsonString());
        Assert.Equal(
            "ok ok ok ok not_ok".Split(' '), done["checks"]!.AsArray().Select(check => (string)check!["state"]!).OrderDescending());
        Assert.Equal("options kvm_intel nested=1\n", await File.ReadAllTextAsync(_host.At("modprobe.d/kvm-nested.conf")));
        Assert.Equal("0", (await File.ReadAllTextAsync(_host.At("proc/sys/net/bridge/bridge-nf-call-iptables"))).Trim());
        Assert.True(Directory.Exists(_host.At("qs")));
        Assert.Contains("modprobe -r kvm_intel", (string?)done["msg"], StringComparison.Ordinal); // only that is left to do

        Assert.False((bool?)(await _host.RunAsync(more))["changed"]);
    }

    /// <summary>br_netfilter may be loaded later, and the machine may boot.</summary>
    [Theory]
    [InlineData("bridge 1", "set net.bridge.bridge-nf-call-iptables to 0, and write 'net.bridge.bridge-nf-call-iptables = 0' to ")]
    [InlineData("no bridge module", "write 'net.bridge.bridge-nf-call-iptables = 0' to ")]
    public async Task What_has_to_survive_a_boot_is_written_down(string what, string does)
    {
        _ = Spoil(what);
        var more = new JsonObject { ["fix"] = true, ["persist"] = true, ["checks"] = new JsonArray("bridge_filter") };
        var foreseen = await _host.RunAsync(more, checkMode: true);
        Assert.True((bool?)foreseen["changed"]);
        Assert.False(Directory.Exists(_host.At("sysctl.d")));

        var done = (await _host.RunAsync(more))["checks"]![0]!;
        Assert.StartsWith(does, (string?)done["fix"], StringComparison.Ordinal);
        Assert.Contains("99-oooq-warp.conf, for the boots to come", (string?)done["fix"], StringComparison.Ordinal);
        Assert.Equal(("ok", true), ((string?)done["state"], (bool?)done["fixed"]));
        Assert.Equal(
            "net.bridge.bridge-nf-call-iptables = 0\n", await File.ReadAllTextAsync(_host.At("sysctl.d/99-oooq-warp.conf")));
        Assert.False((bool?)(await _host.RunAsync(more))["changed"]);
    }

    /// <summary>Whatever a run takes, the checks look at the same: the name of its container, folders, the key.</summary>
    [Theory]
    [InlineData("root")]
    [InlineData("stack")]
    public async Task What_is_left_out_is_what_a_run_takes(string user)
    {
        var more = new JsonObject
        {
            ["user"] = user, ["container_name"] = null, ["lwd"] = null, ["subnodes_ssh_key"] = null, ["workspace"] = "/opt/oooq/",
        };
        var result = await _host.RunAsync(more);
        var told = await Warped.TellAsync(new JsonObject { ["user"] = user, ["workspace"] = "/opt/oooq/" }.ToJsonString());
        var docker = told["docker"]!.AsArray().Select(word => (string)word!).ToList();
        string Variable(string name) => docker.Single(word => word.StartsWith(name + "=", StringComparison.Ordinal)).Split('=')[1];

        var checks = result["checks"]!.AsArray().Select(check => check!.AsObject()).ToList();
        Assert.Contains(checks, check => (string?)check["what"] == $"container {docker[docker.IndexOf("--name") + 1]}");
        Assert.Contains(checks, check => (string?)check["seen"] == $"there is no {Variable("LWD")}");
        more["checks"] = new JsonArray("subnodes_ssh_key");
        Assert.Equal($"there is no {Variable("SUBNODES_SSH_KEY")}", (string?)(await _host.RunAsync(more))["checks"]![0]!["seen"]);
    }

    /// <summary>One grammar for each: what the checks take, a run takes, and what they refuse, it refuses.</summary>
    [Theory]
    [InlineData("controller_hosts", "controller_hosts", "10.0.0.2,10.0.0.3\t10.0.0.4", true)]
    [InlineData("controller_hosts", "controller_hosts", "fd00::5", true)]
    [InlineData("controller_hosts", "controller_hosts", "10.0.0.256", false)]
    [InlineData("controller_hosts", "controller_hosts", "010.0.0.1", false)]
    [InlineData("controller_hosts", "controller_hosts", "10.0.0.1:22", false)]
    [InlineData("ext_net_cidr", "ext_net_cidr", "10.0.0.0/24", true)]
    [InlineData("ext_net_cidr", "ext_net_cidr", "10.0.0.9/24", false)]
    [InlineData("ext_net_cidr", "ext_net_cidr", "10.0/24", false)]
    [InlineData("ext_net_cidr", "ext_net_cidr", "10.0.0.0/-1", false)]
    [InlineData("teardown", "teardown", "On", true)]
    [InlineData("teardown", "teardown", "virthost", false)]
    [InlineData("teardown", "teardown", "maybe", false)]
    [InlineData("memory", "memory", "512MiB", true)]
    [InlineData("memory", "memory", "1073741824", true)]
    [InlineData("memory", "memory", "1 g", true)]
    [InlineData("memory", "memory", "1 gig", false)]
    [InlineData("block_device", "device", "/dev/sda", true)]
    [InlineData("block_device", "device", "/dev/../etc/passwd", false)]
    public async Task The_checks_take_what_a_run_takes(string check, string argument, string value, bool isTaken)
    {
        var seen = await _host.RunAsync(new() { ["checks"] = new JsonArray(check), [argument] = value });
        var told = await Warped.TellAsync(new JsonObject { [argument] = value }.ToJsonString());
        Assert.Equal(isTaken, (bool?)told["failed"] is not true);
        Assert.True(isTaken == ((bool?)seen["ready"] == true), seen.ToJsonString());
    }

    /// <summary>What a run would not use is not asked for: a run refuses the overcloud only without servers, and reads images to provision.</summary>
    [Theory]
    [InlineData("oooq-warp.yaml", "true", "images boot_files libvirt", "controller_hosts credentials")]
    [InlineData("oooq-warp.yaml", "false", "libvirt", "images boot_files controller_hosts")]
    [InlineData("oooq-under.yaml", "true", "libvirt", "images boot_files credentials")]
    [InlineData("oooq-traas.yaml", "true", "credentials", "images libvirt controller_hosts ext_net_cidr subnodes_ssh_key")]
    [InlineData("oooq-traas-under.yaml", "true", "engine", "libvirt controller_hosts credentials")]
    [InlineData("oooq-traas-over.yaml", "true", "controller_hosts ext_net_cidr subnodes_ssh_key", "images libvirt credentials")]
    public async Task A_play_is_looked_at_for_what_it_needs(string play, string teardown, string looked, string left)
    {
        var result = await _host.RunAsync(new() { ["play"] = play, ["teardown"] = teardown });
        var ids = result["checks"]!.AsArray().Select(check => (string)check!["id"]!).ToHashSet();
        Assert.Superset(looked.Split(' ').ToHashSet(), ids);
        Assert.Empty(ids.Intersect(left.Split(' ')));
    }

    [Fact]
    public async Task The_engine_is_asked_once()
    {
        _ = await _host.RunAsync([]);
        Assert.Single(_host.Engine.Requests, request => request == "GET /version");
    }

    [Theory]
    [InlineData("much")]
    [InlineData("max")]
    public async Task A_size_that_is_none_is_told_as_one_of_memory(string memory)
    {
        var result = await _host.RunAsync(new JsonObject { ["checks"] = new JsonArray("memory"), ["memory"] = memory });
        Assert.Equal($"Set MEM (memory) to a size such as 7G: it is '{memory}'.", (string?)result["msg"]);
    }

    [Fact]
    public async Task Without_fix_nothing_is_changed_and_strict_fails_with_all_checks()
    {
        _ = Spoil("bridge 1");
        var result = await _host.RunAsync(new JsonObject { ["strict"] = true });
        Assert.True((bool?)result["failed"]);
        Assert.StartsWith(
            "Mend this before the wrapper is started: bridge-nf-call-iptables: it is 1.", (string?)result["msg"], StringComparison.Ordinal);
        Assert.Equal(22, result["checks"]!.AsArray().Count);
        Assert.Equal("1\n", await File.ReadAllTextAsync(_host.At("proc/sys/net/bridge/bridge-nf-call-iptables")));
    }

    [Fact]
    public async Task A_fix_that_cannot_be_done_names_itself()
    {
        _ = Spoil("nested N");
        _host.Write("modprobe.d", "a file where a folder has to be");
        var result = await _host.RunAsync(new JsonObject { ["fix"] = true, ["checks"] = new JsonArray("nested") });
        Assert.StartsWith(
            "Run this as root, or set fix to no: to write 'options kvm_intel nested=1' to ",
            (string?)result["msg"],
            StringComparison.Ordinal);
    }

    private async Task<JsonObject> FindAsync(string id, string state, JsonObject more)
    {
        more["checks"] = new JsonArray(id);
        var result = await _host.RunAsync(more);
        var checks = (result["checks"] as JsonArray)?.Select(check => check!.AsObject()).ToList() ?? [];
        Assert.True(checks.Any(check => (string?)check["state"] == state), result.ToJsonString());
        Assert.Equal(checks.All(check => (string?)check["state"] != "not_ok"), (bool?)result["ready"]);
        return checks.First(check => (string?)check["state"] == state && (string?)check["id"] == id);
    }

    /// <summary>Makes one thing different; what it takes of arguments is returned.</summary>
    private JsonObject Spoil(string what)
    {
        const string nested = "sys/module/kvm_intel/parameters/nested";
        switch (what)
        {
            case "no engine": return new() { ["docker_host"] = $"unix://{_host.At("none.sock")}" };
            case "old engine": _host.Answer("GET /version", Engine("1.12.6")); return [];
            case "odd engine": _host.Answer("GET /version", Engine("dev")); return [];
            case "container": _host.Answer(Inspect, """{"Id":"c1","State":{"Status":"exited"}}"""); return [];
            case "run goes on": _host.Answer(Inspect, Ours.Replace("STATE", "\"Running\":true", StringComparison.Ordinal)); return [];
            case "container ended": _host.Answer(Inspect, Ours.Replace("STATE", "\"Running\":false", StringComparison.Ordinal)); return [];
            case "kvm missing": _host.Kvm = new(KvmState.Missing); return [];
            case "kvm busy": _host.Kvm = new(KvmState.MakesNone, 12, "Device or resource busy"); return [];
            case "kvm old": _host.Kvm = new(KvmState.NotKvm, 11); return [];
            case "kvm other": _host.Kvm = new(KvmState.NotKvm, 0, "Inappropriate ioctl for device"); return [];
            case "kvm denied": _host.Kvm = new(KvmState.NotAllowed, 0, "Permission denied"); return [];
            case "nested N": _host.Write(nested, "N\n"); return [];
            case "nested amd 0": return Moved(nested, "sys/module/kvm_amd/parameters/nested", "0\n");
            case "nested amd 1": return Moved(nested, "sys/module/kvm_amd/parameters/nested", "1\n");
            case "no kvm module": _host.Remove("sys/module/kvm_intel"); return [];
            case "nested unreadable": _host.MakeUnreadable(nested); return [];
            case "no sys": _host.Remove("sys"); return [];
            case "no proc": _host.Remove("proc"); return [];
            case "cpu plain": _host.Write("proc/cpuinfo", "flags\t: fpu sse vmxish\n"); return [];
            case "cpu svm": _host.Write("proc/cpuinfo", "flags\t: fpu svm\n"); return [];
            case "cpu arm": _host.Write("proc/cpuinfo", "Features\t: fp asimd\n"); return [];
            case "libvirt missing": return new() { ["libvirt_socket"] = _host.At("no.sock") };
            case "libvirt stopped": _host.StopLibvirt(); return [];
            case "libvirt odd": return new() { ["libvirt_socket"] = LongLink() };
            case "bridge 1": _host.Write("proc/sys/net/bridge/bridge-nf-call-iptables", "1\n"); return [];
            case "bridge unreadable": _host.MakeUnreadable("proc/sys/net/bridge/bridge-nf-call-iptables"); return [];
            case "no bridge module": _host.Remove("proc/sys/net/bridge"); return [];
            case "apparmor enforces": return Apparmor("libvirtd (enforce)\nman_filter (enforce)\n");
            case "apparmor without libvirt": return Apparmor("libvirtd (complain)\nman_filter (enforce)\n");
            case "apparmor hidden": return Apparmor(null);
            case "qemu none": _host.Write("qemu.conf", "security_driver = \"none\"\n"); return Apparmor("libvirtd (enforce)\n");
            case "workspace missing": _host.Remove("qs"); return [];
            case "workspace file": return new() { ["workspace"] = _host.At("key") };
            case "workspace relative": return new() { ["workspace"] = "qs" };
            case "workspace circle":
                _ = File.CreateSymbolicLink(_host.At("circle"), _host.At("circle"));
                return new() { ["workspace"] = _host.At("circle") };
            case "imagecache unset": return new() { ["imagecache"] = "" };
            case "lwd is workspace": return new() { ["lwd"] = _host.At("qs") + "/" };
            case "lwd is home of root": return new() { ["lwd"] = "/root" };
            case "lwd is home": return new() { ["lwd"] = "/home/stack" };
            case "image missing": _host.Remove("cache/" + WarpHost.Image); return [];
            case "image unreadable": _host.MakeUnreadable("cache/" + WarpHost.Image); return [];
            case "md5 missing": _host.Remove($"cache/{WarpHost.Image}.md5"); return [];
            case "md5 other": _host.Write($"cache/{WarpHost.Image}.md5", new string('0', 32)); return [];
            case "md5 page": _host.Write($"cache/{WarpHost.Image}.md5", "<html>404</html>"); return [];
            case "md5 unreadable": _host.MakeUnreadable($"cache/{WarpHost.Image}.md5"); return [];
            case "kernel missing": _host.Remove("cache/overcloud-full.vmlinuz"); return [];
            case "kernel in workspace": return Moved("cache/overcloud-full.vmlinuz", "qs/overcloud-full.vmlinuz", "x");
            case "kernel is text": _host.Write("cache/overcloud-full.vmlinuz", "404 not found"); return [];
            case "kernel unreadable": _host.MakeUnreadable("cache/overcloud-full.vmlinuz"); return [];
            case "boot path": return new() { ["boot_files_path"] = _host.At("cache"), ["imagecache"] = "" };
            case "oooq unset": return new() { ["oooq_path"] = "" };
            case "oooq other": _host.Remove("oooq/quickstart.sh"); return [];
            case "oooq branch": _host.Write("oooq/.git/HEAD", "ref: refs/heads/dev\n"); return [];
            case "oooq unreadable": _host.MakeUnreadable("oooq/.git/HEAD"); return [];
            case "scripts unset": return new() { ["scripts"] = "" };
            case "custom missing": _host.Remove("custom.yaml"); return [];
            case "custom empty": _host.Write("custom.yaml", "---\n"); return [];
            case "custom broken": _host.Write("custom.yaml", "a: 1\nb: [\n"); return [];
            case "custom list": _host.Write("custom.yaml", "- a\n"); return [];
            case "custom unreadable": _host.MakeUnreadable("custom.yaml"); return [];
            case "teardown nods": return new() { ["teardown"] = "nods" };
            case "teardown virthost": return new() { ["teardown"] = "virthost" };
            case "teardown yes": return new() { ["teardown"] = "Yes" };
            case "teardown unset": return new() { ["teardown"] = "" };
            case "teardown without state": return new() { ["teardown"] = "none" };
            case "teardown kept": _host.Write("qs/hosts", "undercloud\n"); return new() { ["teardown"] = "no" };
            case "hosts unset": return new() { ["controller_hosts"] = "" };
            case "hosts odd": return new() { ["controller_hosts"] = new JsonArray("10.0.0.2;10.0.0.3") };
            case "hosts name": return new() { ["controller_hosts"] = new JsonArray("overcloud-controller-0") };
            case "cidr unset": return new() { ["ext_net_cidr"] = "" };
            case "cidr odd": return new() { ["ext_net_cidr"] = "192.168.23.0/33" };
            case "hosts short": return new() { ["controller_hosts"] = "10.0.0.2 10.1" };
            case "cidr of IPv6": return new() { ["ext_net_cidr"] = "fd00:23::/64" };
            case "cidr address": return new() { ["ext_net_cidr"] = "192.168.23.9/24" };
            case "key missing": _host.Remove("key"); return [];
            case "key public": _host.Write("key", "ssh-rsa AAAA stack\n"); return [];
            case "key unreadable": _host.MakeUnreadable("key"); return [];
            case "clouds missing": _host.Remove("clouds.yaml"); return [];
            case "clouds other": _host.Write("clouds.yaml", "clouds:\n  other: {}\n"); return [];
            case "clouds broken": _host.Write("clouds.yaml", "clouds: [\n"); return [];
            case "clouds one":
                _host.Write("clouds.yaml", "clouds: {other: {auth: {auth_url: 'http://x/'}}}\n");
                return new() { ["cloud"] = "" };
            case "clouds two": _host.Write("clouds.yaml", "clouds: {a: {}, b: {}}\n"); return new() { ["cloud"] = "" };
            case "memory small": _host.Write("proc/meminfo", "MemAvailable: 1048576 kB\n"); return [];
            case "memory missing": _host.Write("proc/meminfo", "MemTotal: 1048576 kB\n"); return [];
            case "disk small": return new() { ["space"] = new JsonObject { [_host.At("qs")] = "200G" } };
            case "disk silent": _ = _host.Commands.Failing.Add($"df --block-size=1 --output=avail {_host.At("qs")}"); return Silent();
            case "device missing": return new() { ["device"] = "/dev/vdz" };
            case "device odd": return new() { ["device"] = "sda" };
            case "usual device missing": _host.Remove("sys/class/block/sda"); return Moved("dev/sda", "sys/class/block/vda", "");
            case "bridge for today": return new() { ["persist"] = true };
            case "bridge kept":
                _host.Write("sysctl.d/99-oooq-warp.conf", "net.bridge.bridge-nf-call-iptables = 0\n");
                return new() { ["persist"] = true };
            case "sysctl unreadable": _host.MakeUnreadable("sysctl.d/99-oooq-warp.conf"); return new() { ["persist"] = true };
            case "mount private": return new() { ["shared_mounts"] = new JsonArray("/run/libvirt") };
            default: throw new ArgumentOutOfRangeException(nameof(what), what, "no such case");
        }
    }

    private const string Inspect = $"GET /containers/{WarpHost.Container}/json";
    private const string Ours =
        """{"Id":"c1","State":{STATE},"Config":{"Tty":false,"Labels":{"org.stackhpc.kayobe-modules.oooq-run":"/w"} } }""";

    private JsonObject Moved(string from, string to, string text)
    {
        _host.Remove(from);
        _host.Write(to, text);
        return [];
    }

    private JsonObject Apparmor(string? profiles)
    {
        _host.Write("sys/module/apparmor/parameters/enabled", "Y\n");
        if (profiles is not null)
        {
            _host.Write("sys/kernel/security/apparmor/profiles", profiles);
        }

        return [];
    }

    /// <summary>df says nothing of any folder above either.</summary>
    private JsonObject Silent()
    {
        for (var path = _host.At("qs"); path is not null; path = Path.GetDirectoryName(path))
        {
            _ = _host.Commands.Failing.Add($"df --block-size=1 --output=avail {path}");
        }

        return new() { ["space"] = new JsonObject { [_host.At("qs")] = "1G" } };
    }

    /// <summary>The address of a socket has room for 107 bytes.</summary>
    private string LongLink()
    {
        var link = _host.At(new string('l', 120));
        _ = File.CreateSymbolicLink(link, _host.At("libvirt"));
        return link;
    }

    private static string Engine(string version) => $$"""
        {"Version":"{{version}}","ApiVersion":"1.41","MinAPIVersion":"1.12","Components":[{"Name":"Engine"}]}
        """;
}
