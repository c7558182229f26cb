// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Warp.Preflight;

/// <summary>What a playbook may say of the host. The variables and defaults are the wrapper's.</summary>
internal static class PreflightArguments
{
    public const string Local = "local";
    public const string OnOpenStack = "traas";

    public static readonly Argument<string?> Mode = Argument.Choice("mode", Local, OnOpenStack) with { Default = Local };
    public static readonly Argument<IReadOnlyList<string>?> Checks =
        Argument.TextList("checks") with { Choices = [.. CheckKind.All.Select(kind => kind.Id)] };

    public static readonly Argument<bool> Fix = Argument.Flag("fix", otherwise: false);
    public static readonly Argument<bool> Strict = Argument.Flag("strict", otherwise: false);
    public static readonly Argument<string?> User = Variable("user", "USER");
    public static readonly Argument<string?> OooqPath = Folder("oooq_path", "OOOQ_PATH");
    public static readonly Argument<string?> OooqBranch = Variable("oooq_branch", "OOOQ_BRANCH");
    public static readonly Argument<string?> Workspace = Folder("workspace", "WORKSPACE") with { Default = "/tmp/qs" };
    public static readonly Argument<string?> ImageCache = Folder("imagecache", "IMAGECACHE");
    public static readonly Argument<string?> LocalWorkingDirectory = Folder("lwd", "LWD");
    public static readonly Argument<IReadOnlyList<string>?> Images =
        Argument.TextList("images") with { Default = new JsonArray("undercloud.qcow2", "overcloud-full.tar") };

    public static readonly Argument<IReadOnlyList<string>?> BootFiles =
        Argument.TextList("boot_files") with { Default = new JsonArray("overcloud-full.vmlinuz", "overcloud-full.initrd") };

    public static readonly Argument<string?> BootFilesPath = Argument.Path("boot_files_path");
    public static readonly Argument<string?> CustomVars = Folder("custom_vars", "CUSTOMVARS");
    public static readonly Argument<string?> Teardown = Variable("teardown", "TEARDOWN");
    public static readonly Argument<IReadOnlyList<string>?> ControllerHosts =
        Argument.TextList("controller_hosts") with { Separator = ' ', EnvironmentVariable = "CONTROLLER_HOSTS" };

    public static readonly Argument<string?> ExternalNetwork = Variable("ext_net_cidr", "EXT_NET_CIDR");
    public static readonly Argument<string?> SubnodesKey =
        Folder("subnodes_ssh_key", "SUBNODES_SSH_KEY") with { Default = "~/.ssh/id_rsa" };

    public static readonly Argument<string?> Cloud = Variable("cloud", "OS_CLOUD");
    public static readonly Argument<string?> CloudsFile = Folder("clouds_file", "OS_CLIENT_CONFIG_FILE");
    public static readonly Argument<string?> Memory = Variable("memory", "MEM") with { Default = "7G" };
    public static readonly Argument<JsonObject?> Space = Argument.Mapping("space");
    public static readonly Argument<string?> Container = Argument.Text("container") with { Default = "runner" };
    public static readonly Argument<string?> BlockDevice = Folder("block_device", "DEV") with { Default = "/dev/sda" };
    public static readonly Argument<IReadOnlyList<string>?> SharedMounts = Argument.TextList("shared_mounts");
    public static readonly Argument<string?> LibvirtSocket = Argument.Path("libvirt_socket") with { Default = "/run/libvirt/libvirt-sock" };
    public static readonly Argument<string?> QemuConfiguration = Argument.Path("qemu_conf") with { Default = "/etc/libvirt/qemu.conf" };
    public static readonly Argument<string?> ModprobeFolder = Argument.Path("modprobe_path") with { Default = "/etc/modprobe.d" };
    public static readonly Argument<string?> Proc = Argument.Path("proc_root") with { Default = "/proc" };
    public static readonly Argument<string?> Sys = Argument.Path("sys_root") with { Default = "/sys" };
    public static readonly Argument<string?> Dev = Argument.Path("dev_root") with { Default = "/dev" };

    public static readonly ArgumentSpec Spec = new(
    [
        Mode, Checks, Fix, Strict, User, OooqPath, OooqBranch, Workspace, ImageCache, LocalWorkingDirectory, Images, BootFiles,
        BootFilesPath, CustomVars, Teardown, ControllerHosts, ExternalNetwork, SubnodesKey, Cloud, CloudsFile, Memory, Space, Container,
        BlockDevice, SharedMounts, LibvirtSocket, QemuConfiguration, ModprobeFolder, Proc, Sys, Dev, .. EngineArguments.All,
    ]);

    private static Argument<string?> Variable(string name, string variable) =>
        Argument.Text(name) with { EnvironmentVariable = variable };

    private static Argument<string?> Folder(string name, string variable) =>
        Argument.Path(name) with { EnvironmentVariable = variable };
}
