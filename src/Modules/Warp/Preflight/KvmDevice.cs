// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Modules.Warp.Preflight;

/// <summary>What the kernel's virtualization said.</summary>
/// <param name="State">How far it could be asked.</param>
/// <param name="Version">The version of its API; zero where it told none.</param>
/// <param name="Trouble">The system's own words; empty for none.</param>
internal sealed record KvmAnswer(KvmState State, int Version = 0, string Trouble = "");

/// <summary>How far the kernel's virtualization could be asked.</summary>
internal enum KvmState
{
    /// <summary>It made a machine.</summary>
    Works,

    /// <summary>There is no device.</summary>
    Missing,

    /// <summary>This user may not ask.</summary>
    NotAllowed,

    /// <summary>The device does not speak KVM's API.</summary>
    NotKvm,

    /// <summary>It makes no machine.</summary>
    MakesNone,
}

/// <summary>Asks the kernel whether it makes virtual machines: a device that is there may still refuse.</summary>
internal static partial class KvmDevice
{
    /// <summary>The one version there ever was since it became stable.</summary>
    public const int ApiVersion = 12;

    private const nuint GetApiVersion = 0xAE00;
    private const nuint CreateMachine = 0xAE01;

    public static KvmAnswer Ask(string path)
    {
        try
        {
            using var device = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return Ask(device);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(KvmState.Missing);
        }
        catch (UnauthorizedAccessException failure)
        {
            return new(KvmState.NotAllowed, Trouble: failure.Message);
        }
        catch (IOException failure)
        {
            return new(KvmState.NotKvm, Trouble: failure.Message);
        }
    }

    private static KvmAnswer Ask(SafeFileHandle device)
    {
        var version = Control(device, GetApiVersion, 0);
        if (version < 0)
        {
            return new(KvmState.NotKvm, Trouble: Error());
        }

        var made = Control(device, CreateMachine, 0);
        if (made < 0)
        {
            return new(KvmState.MakesNone, version, Error());
        }

        new SafeFileHandle(made, ownsHandle: true).Dispose();
        return new(version == ApiVersion ? KvmState.Works : KvmState.NotKvm, version);
    }

    private static string Error() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeFileHandle file, nuint request, nint argument);
}
