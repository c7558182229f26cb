// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Warp.Images;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>
/// What a playbook may say of the host. What a run is told, too, has the same option and the same default; but of the play,
/// without which all is looked at that any play of the mode needs.
/// </summary>
internal static class PreflightArguments
{
    public const string Local = "local";
    public const string OnOpenStack = "traas";

    public static readonly Argument<string?> Mode = Argument.Choice("mode", Local, OnOpenStack);
    public static readonly Argument<string?> Play = WarpArguments.Play with { Default = null };
    public static readonly Argument<IReadOnlyList<string>?> Checks =
        Argument.TextList("checks") with { Choices = [.. CheckKind.All.Select(kind => kind.Id)] };

    public static readonly Argument<bool> Fix = Argument.Flag("fix", otherwise: false);
    public static readonly Argument<bool> Persist = Argument.Flag("persist", otherwise: false);
    public static readonly Argument<bool> Strict = Argument.Flag("strict", otherwise: false);
    public static readonly Argument<string?> OooqBranch = Variable("oooq_branch", "OOOQ_BRANCH");
    public static readonly Argument<IReadOnlyList<string>?> BootFiles =
        Argument.TextList("boot_files") with { Default = new JsonArray("overcloud-full.vmlinuz", "overcloud-full.initrd") };

    public static readonly Argument<string?> BootFilesPath = Argument.Path("boot_files_path");
    public static readonly Argument<string?> CustomVars = Argument.Path("custom_vars");
    public static readonly Argument<string?> ContainerName = ContainerArguments.ContainerName with { Aliases = ["container"] };
    public static readonly Argument<string?> Device = ContainerArguments.Device with { Aliases = ["block_device"] };

    public static readonly Argument<string?> Cloud = Variable("cloud", "OS_CLOUD");
    public static readonly Argument<string?> CloudsFile = Folder("clouds_file", "OS_CLIENT_CONFIG_FILE");
    public static readonly Argument<JsonObject?> Space = Argument.Mapping("space");
    public static readonly Argument<IReadOnlyList<string>?> SharedMounts = Argument.TextList("shared_mounts");
    public static readonly Argument<string?> LibvirtSocket = Argument.Path("libvirt_socket") with { Default = "/run/libvirt/libvirt-sock" };
    public static readonly Argument<string?> QemuConfiguration = Argument.Path("qemu_conf") with { Default = "/etc/libvirt/qemu.conf" };
    public static readonly Argument<string?> ModprobeFolder = Argument.Path("modprobe_path") with { Default = "/etc/modprobe.d" };
    public static readonly Argument<string?> SysctlFolder = Argument.Path("sysctl_path") with { Default = "/etc/sysctl.d" };
    public static readonly Argument<string?> Proc = Argument.Path("proc_root") with { Default = "/proc" };
    public static readonly Argument<string?> Sys = Argument.Path("sys_root") with { Default = "/sys" };
    public static readonly Argument<string?> Dev = Argument.Path("dev_root") with { Default = "/dev" };

    public static readonly ArgumentSpec Spec = new(
    [
        Mode, Play, Checks, Fix, Persist, Strict, WarpArguments.User, WarpArguments.OooqPath, OooqBranch, WarpArguments.Workspace,
        WarpArguments.ImageCache, WarpArguments.Lwd, WarpArguments.Scripts, ImageArguments.Images, BootFiles, BootFilesPath, CustomVars,
        WarpArguments.Teardown, WarpArguments.ControllerHosts, WarpArguments.ExtNetCidr, WarpArguments.SubnodesSshKey, Cloud, CloudsFile,
        ContainerArguments.Memory, Space, ContainerName, Device, SharedMounts, LibvirtSocket, QemuConfiguration, ModprobeFolder,
        SysctlFolder, Proc, Sys, Dev, .. EngineArguments.All,
    ]) { SkipsEmptyVariables = true };

    private static Argument<string?> Variable(string name, string variable) =>
        Argument.Text(name) with { EnvironmentVariable = variable };

    private static Argument<string?> Folder(string name, string variable) =>
        Argument.Path(name) with { EnvironmentVariable = variable };
}
