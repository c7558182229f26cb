// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Modules.Checks;
using Modules.Files;

namespace Modules.Warp.Preflight;

/// <summary>Whether the undercloud's machine can run here, and machines inside it.</summary>
internal static class VirtualizationChecks
{
    private static readonly string[] KernelModules = ["kvm_intel", "kvm_amd"];

    /// <summary>The device is opened and asked, not only looked for.</summary>
    public static Finding Kvm(HostState host)
    {
        const string what = "KVM";
        var device = host.Device("kvm");
        var answer = host.AskKvm(device);
        return answer.State switch
        {
            KvmState.Works => Check.Ok(what, $"{device} speaks version {answer.Version} of KVM's API and makes a machine"),
            KvmState.Missing => Check.NotOk(
                what, $"there is no {device}", "Turn virtualization on in the firmware, and run modprobe kvm_intel or kvm_amd."),
            KvmState.NotAllowed => Check.Unknown(
                what, $"{device} may not be opened ({answer.Trouble})", "Run the check as root, or as a member of the group kvm."),
            KvmState.MakesNone => Check.NotOk(
                what,
                $"{device} makes no machine ({answer.Trouble})",
                "Stop what else uses the processor's virtualization, or turn it on."),
            _ when answer.Version > 0 => Check.NotOk(
                what, $"{device} speaks version {answer.Version} of KVM's API, not {KvmDevice.ApiVersion}", "Take a newer kernel."),
            _ => Check.NotOk(
                what, $"{device} is no device of KVM ({answer.Trouble})", "Remove it, and run modprobe kvm_intel or kvm_amd."),
        };
    }

    /// <summary>Of Intel's module or AMD's: the overcloud's machines run inside the undercloud's.</summary>
    public static Finding Nested(HostState host)
    {
        const string what = "nested virtualization";
        var files = KernelModules
            .Select(module => (Module: module, File: HostFile.Read(host.Sys("module", module, "parameters", "nested")))).ToList();
        if (files.FirstOrDefault(each => each.File.Trouble is not null) is { File: { } unread })
        {
            return Check.Unknown(what, unread.Unread, "See by hand whether it says Y or 1.");
        }

        if (files.FirstOrDefault(each => each.File.Text is not null) is not { File.Text: { } text } found)
        {
            return Directory.Exists(host.Sys("module"))
                ? Check.NotOk(what, "neither kvm_intel nor kvm_amd is loaded", "Run modprobe kvm_intel or modprobe kvm_amd.")
                : Check.Unknown(what, $"there is no {host.Sys("module")}", "Run the check where sysfs is mounted.");
        }

        var (module, value) = (found.Module, text.Trim());
        if (value is "Y" or "y" or "1")
        {
            return Check.Ok(what, $"{module} has nested={value}");
        }

        var options = Path.Combine(host.Run.Get(PreflightArguments.ModprobeFolder)!, "kvm-nested.conf");
        var line = $"options {module} nested=1\n";
        var reload = $"run modprobe -r {module} and modprobe {module} while no machine runs";
        return HostFile.Read(options).Text == line
            ? Check.NotOk(what, $"{module} has nested={value}, and {options} is not read yet", $"To have it read, {reload}.")
            : new Finding(
                Check.NotOk(what, $"{module} has nested={value}", $"Write '{line.Trim()}' to {options}, and {reload}."),
                new Fix($"write '{line.Trim()}' to {options}", _ =>
                {
                    WholeFile.Write(options, Encoding.UTF8.GetBytes(line), missing: WholeFile.OpenFolder);
                    return Task.CompletedTask;
                }));
    }

    public static Finding Processor(HostState host)
    {
        const string what = "processor";
        var file = HostFile.Read(host.Proc("cpuinfo"));
        var flags = file.Text?.Split('\n').FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))
            ?.Split(':', 2)[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return flags is null
            ? Check.Unknown(
                what,
                file.IsMissing ? $"there is no {file.Path}" : file.Trouble is not null ? file.Unread : $"{file.Path} tells no flags",
                "See in the processor's data sheet whether it has VT-x or AMD-V.")
            : flags.FirstOrDefault(flag => flag is "vmx" or "svm") is { } flag
            ? Check.Ok(what, $"it has the flag {flag}")
            : Check.NotOk(
                what,
                $"{file.Path} has neither flag, vmx nor svm",
                "Turn virtualization on in the firmware, or for this guest at its host.");
    }
}
