// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Warp.Images;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>
/// What a playbook may say of the host. What a run is told, too, has the same option; some that have a default there have none here.
/// </summary>
internal static class PreflightArguments
{
    public const string Local = "local";
    public const string OnOpenStack = "traas";

    public static readonly Argument<string?> Mode = Argument.Choice("mode", Local, OnOpenStack) with { Default = Local };
    public static readonly Argument<IReadOnlyList<string>?> Checks =
        Argument.TextList("checks") with { Choices = [.. CheckKind.All.Select(kind => kind.Id)] };

    public static readonly Argument<bool> Fix = Argument.Flag("fix", otherwise: false);
    public static readonly Argument<bool> Strict = Argument.Flag("strict", otherwise: false);
    public static readonly Argument<string?> User = WarpArguments.User with { Default = null };
    public static readonly Argument<string?> OooqBranch = Variable("oooq_branch", "OOOQ_BRANCH");
    public static readonly Argument<IReadOnlyList<string>?> BootFiles =
        Argument.TextList("boot_files") with { Default = new JsonArray("overcloud-full.vmlinuz", "overcloud-full.initrd") };

    public static readonly Argument<string?> BootFilesPath = Argument.Path("boot_files_path");
    public static readonly Argument<string?> CustomVars = Folder("custom_vars", "CUSTOMVARS");
    public static readonly Argument<string?> Teardown = WarpArguments.Teardown with { Default = null };
    public static readonly Argument<IReadOnlyList<string>?> ControllerHosts = WarpArguments.ControllerHosts with { Separator = ' ' };
    public static readonly Argument<string?> SubnodesKey =
        Folder("subnodes_ssh_key", "SUBNODES_SSH_KEY") with { Default = "~/.ssh/id_rsa" };

    public static readonly Argument<string?> Cloud = Variable("cloud", "OS_CLOUD");
    public static readonly Argument<string?> CloudsFile = Folder("clouds_file", "OS_CLIENT_CONFIG_FILE");
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
        Mode, Checks, Fix, Strict, User, WarpArguments.OooqPath, OooqBranch, WarpArguments.Workspace, WarpArguments.ImageCache,
        WarpArguments.Lwd, ImageArguments.Images, BootFiles, BootFilesPath, CustomVars, Teardown, ControllerHosts,
        WarpArguments.ExtNetCidr, SubnodesKey, Cloud, CloudsFile, ContainerArguments.Memory, Space, Container, BlockDevice, SharedMounts,
        LibvirtSocket, QemuConfiguration, ModprobeFolder, Proc, Sys, Dev, .. EngineArguments.All,
    ]);

    private static Argument<string?> Variable(string name, string variable) =>
        Argument.Text(name) with { EnvironmentVariable = variable };

    private static Argument<string?> Folder(string name, string variable) =>
        Argument.Path(name) with { EnvironmentVariable = variable };
}
