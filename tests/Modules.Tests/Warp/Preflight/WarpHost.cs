// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Modules.Builder.Preflight;
using Modules.Commands;
using Modules.Tests.Builder;
using Modules.Tests.Infra;
using Modules.Warp.Preflight;

namespace Modules.Tests.Warp.Preflight;

/// <summary>A host that has everything, as a tree of files; a test takes something away.</summary>
internal sealed class WarpHost : IDisposable
{
    public const string Image = "undercloud.qcow2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oooq-preflight-");
    private readonly Socket _libvirt = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket _gone = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public WarpHost()
    {
        Write("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vmx sse\n");
        Write("proc/meminfo", "MemTotal:       32768000 kB\nMemAvailable:   16384000 kB\n");
        Write("proc/sys/net/bridge/bridge-nf-call-iptables", "0\n");
        Write("proc/self/mountinfo",
            "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n30 21 0:20 / /run rw,nosuid - tmpfs tmpfs rw\n");
        Write("sys/module/kvm_intel/parameters/nested", "Y\n");
        Write("sys/module/apparmor/parameters/enabled", "N\n");
        Write("sys/class/block/sda", "");
        Write("dev/sda", "");
        Write("dev/kvm", "");
        Write("qemu.conf", "#security_driver = \"selinux\"\n");
        Write("cache/" + Image, "an image");
        Write($"cache/{Image}.md5", Sum("an image") + "  undercloud.qcow2\n");
        WriteBytes("cache/overcloud-full.vmlinuz", [.. new byte[0x202], .. "HdrS"u8, .. new byte[32]]);
        WriteBytes("cache/overcloud-full.initrd", [0x1f, 0x8b, 8, 0]);
        Write("oooq/quickstart.sh", "");
        Write("oooq/.git/HEAD", "ref: refs/heads/master\n");
        Write("custom.yaml", "release: master\n");
        Write("key", "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n");
        Write("clouds.yaml", "clouds:\n  traas:\n    auth:\n      auth_url: https://cloud.example.org:5000/v3\n");
        _ = Directory.CreateDirectory(At("qs"));
        _ = Directory.CreateDirectory(At("lwd"));
        _libvirt.Bind(new UnixDomainSocketEndPoint(At("libvirt")));
        _libvirt.Listen();
    }

    public const string Container = "warp";

    public ScriptedEngine Engine { get; private set; } = new(new Dictionary<string, string>());

    public RecordedCommands Commands { get; } = new(("df", "    Avail\n107374182400\n"));

    /// <summary>Programs in the place of these; null for these.</summary>
    public ICommands? Others { get; set; }

    /// <summary>How long an answer is waited for.</summary>
    public Patience Patience { get; set; } = new(TimeSpan.FromMinutes(5));

    /// <summary>What the device says.</summary>
    public KvmAnswer Kvm { get; set; } = new(KvmState.Works, KvmDevice.ApiVersion);

    /// <summary>The devices that were asked.</summary>
    public List<string> Asked { get; } = [];

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public void Write(string name, string text) => WriteBytes(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void WriteBytes(string name, byte[] bytes)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
    }

    /// <summary>Takes a file or a folder away.</summary>
    public void Remove(string name)
    {
        if (Directory.Exists(At(name)))
        {
            Directory.Delete(At(name), recursive: true);
        }
        else
        {
            File.Delete(At(name));
        }
    }

    /// <summary>What even root cannot read as a file.</summary>
    public void MakeUnreadable(string name)
    {
        if (Path.Exists(At(name)))
        {
            Remove(name);
        }

        _ = Directory.CreateDirectory(At(name));
    }

    /// <summary>An engine with other answers.</summary>
    public void Answer(string request, string answer)
    {
        Engine.Dispose();
        Engine = new(new Dictionary<string, string> { [request] = answer });
    }

    /// <summary>A daemon that was killed leaves its socket's file, on which nobody listens.</summary>
    public void StopLibvirt()
    {
        _libvirt.Dispose();
        _gone.Bind(new UnixDomainSocketEndPoint(At("libvirt")));
    }

    public async Task<JsonObject> RunAsync(JsonObject more, bool checkMode = false)
    {
        var arguments = new JsonObject
        {
            ["user"] = "stack",
            ["oooq_path"] = At("oooq"),
            ["oooq_branch"] = "master",
            ["workspace"] = At("qs"),
            ["imagecache"] = At("cache"),
            ["lwd"] = At("lwd"),
            ["images"] = new JsonArray(Image),
            ["scripts"] = At("."),
            ["teardown"] = "true",
            ["controller_hosts"] = "10.0.0.2 10.0.0.3",
            ["ext_net_cidr"] = "192.168.23.0/24",
            ["subnodes_ssh_key"] = At("key"),
            ["clouds_file"] = At("clouds.yaml"),
            ["cloud"] = "traas",
            ["memory"] = "7G",
            ["container_name"] = Container,
            ["device"] = "/dev/sda",
            ["shared_mounts"] = new JsonArray("/var/lib/libvirt"),
            ["libvirt_socket"] = At("libvirt"),
            ["qemu_conf"] = At("qemu.conf"),
            ["modprobe_path"] = At("modprobe.d"),
            ["sysctl_path"] = At("sysctl.d"),
            ["proc_root"] = At("proc"),
            ["sys_root"] = At("sys"),
            ["dev_root"] = At("dev"),
            ["docker_host"] = Engine.Address,
        };
        foreach (var (key, value) in more)
        {
            arguments[key] = value?.DeepClone();
        }

        return await Calling.RunAsync(
            new OooqPreflightModule(
                Others ?? Commands,
                device =>
                {
                    Asked.Add(device);
                    return Kvm;
                },
                Patience),
            arguments,
            checkMode);
    }

    public void Dispose()
    {
        Engine.Dispose();
        _libvirt.Dispose();
        _gone.Dispose();
        _folder.Delete(recursive: true);
    }

#pragma warning disable CA5351 // quickstart's own sum
    /// <summary>A text's MD5 sum.</summary>
    public static string Sum(string text) => Convert.ToHexStringLower(MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
