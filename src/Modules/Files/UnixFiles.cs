// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Modules.Files;

/// <summary>The calls of the system that .NET has no names for: those that begin at a folder and follow no link.</summary>
internal static partial class UnixFiles
{
    /// <summary>What anybody may do with a new file, less the umask.</summary>
    public const UnixFileMode Anybodys = (UnixFileMode)0b110_110_110;

    private const int Write = 0x1;
    private const int Make = 0x40;
    private const int Exclusive = 0x80;
    private const int End = 0x400;
    private const int WithoutWaiting = 0x800; // for a pipe that nobody writes to
    private const int NotInherited = 0x80000;
    private const int PathOnly = 0x200000;
    private const int NotThere = 2;
    private const int AlreadyThere = 17;
    private const int NotAllowed = 13;
    private const int NotPermitted = 1;
    private const int KindBits = 0xF000;
    private const int MayWrite = 2;

    private const string AccessList = "system.posix_acl_access";
    private const string Label = "security.selinux";

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int MustBeFolder = IsArm ? 0x4000 : 0x10000;
    private static readonly int NoLink = IsArm ? 0x8000 : 0x20000;

    /// <summary>To begin at; not to be listed.</summary>
    public static readonly int Folder = PathOnly | MustBeFolder | NoLink | NotInherited;

    public static readonly int NewFile = Write | Make | Exclusive | NoLink | NotInherited;

    public static readonly int AtTheEnd = Write | End | NoLink | WithoutWaiting | NotInherited;

    public static readonly int Existing = Write | NoLink | NotInherited;

    public static readonly int ExistingFile = NoLink | WithoutWaiting | NotInherited;

    /// <summary>Who this program runs as.</summary>
    public static uint User { get; } = SystemUser();

    /// <summary>Why nothing can be written in a folder, such as that its file system can only be read; null where it can.</summary>
    public static string? WhyNotWritable(string folder) =>
        SystemMay(folder, MayWrite) == 0 ? null : Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    /// <summary>What a path leads to, links followed and nothing opened: who opens a pipe waits for a writer. Null for what cannot be
    /// looked at.</summary>
    public static FileKind? KindOf(string path)
    {
        using var there = TryOpen(null, path, PathOnly | NotInherited, 0);
        return there is null ? null : Look(there).Kind;
    }

    /// <exception cref="IOException">It cannot be opened like that.</exception>
    public static SafeFileHandle Open(SafeFileHandle? folder, string name, int how, UnixFileMode mode, string shown) =>
        TryOpen(folder, name, how, mode) ?? throw Failure(shown);

    /// <summary>A folder in a folder, made where it is missing and shall be.</summary>
    public static SafeFileHandle OpenOrMake(SafeFileHandle folder, string name, UnixFileMode? missing, string shown)
    {
        if (TryOpen(folder, name, Folder, 0) is { } there)
        {
            return there;
        }

        if (missing is not { } mode || Marshal.GetLastPInvokeError() != NotThere)
        {
            throw Failure(shown);
        }

        return SystemMakeFolder(folder, name, (uint)mode) == 0 || Marshal.GetLastPInvokeError() == AlreadyThere
            ? Open(folder, name, Folder, 0, shown)
            : throw Failure(shown);
    }

    public static FileFacts? Look(SafeFileHandle folder, string name, string shown)
    {
        using var file = TryOpen(folder, name, PathOnly | NoLink | NotInherited, 0);
        return file is not null ? Look(file)
            : Marshal.GetLastPInvokeError() == NotThere ? null
            : throw Failure(shown);
    }

    public static FileFacts Look(SafeFileHandle file)
    {
        if (SystemLook(file, out var status) != 0)
        {
            throw Failure("an open file");
        }

        var kind = (status.Mode & KindBits) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Other,
        };
        return new(kind, (UnixFileMode)(status.Mode & 0x1FF), status.Owner, status.Group)
        {
            Size = status.Size,
            Place = status.Place,
        };
    }

    public static string ReadLink(SafeFileHandle folder, string name, string shown)
    {
        var buffer = new byte[4096];
        return SystemReadLink(folder, name, buffer, buffer.Length) is >= 0 and var length
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, (int)length)
            : throw Failure(shown);
    }

    public static void Rename(SafeFileHandle folder, string from, string to, string shown) =>
        Check(SystemRename(folder, from, folder, to), shown);

    public static void Remove(SafeFileHandle folder, string name)
    {
        if (SystemRemove(folder, name, 0) != 0 && Marshal.GetLastPInvokeError() != NotThere)
        {
            throw Failure(name);
        }
    }

    /// <summary>Gives a file a second name, in the same folder.</summary>
    public static void Name(SafeFileHandle folder, string file, string name, string shown) =>
        Check(SystemName(folder, file, folder, name, 0), shown);

    /// <summary>A symbolic link.</summary>
    public static void PointTo(SafeFileHandle folder, string name, string target, string shown) =>
        Check(SystemPointTo(target, folder, name), shown);

    /// <summary>Gives a file to somebody; only root may.</summary>
    /// <returns>Whether that was allowed.</returns>
    public static bool Give(SafeFileHandle file, uint owner, uint group) => SystemGive(file, owner, group) == 0;

    /// <summary>Gives a file what another has beside its mode: the rights of single users and groups, and the label of SELinux, where this
    /// user may.</summary>
    /// <exception cref="IOException">The rights cannot be given: the mode alone would give others more.</exception>
    public static void CopyRights(SafeFileHandle from, SafeFileHandle to, string shown)
    {
        foreach (var attribute in (string[])[AccessList, Label])
        {
            var value = new byte[SystemGetAttribute(from, attribute, [], 0) is > 0 and var size ? size : 0];
            if (value.Length == 0 || SystemGetAttribute(from, attribute, value, value.Length) != value.Length)
            {
                continue;
            }

            if (SystemSetAttribute(to, attribute, value, value.Length, 0) != 0 && attribute == AccessList)
            {
                throw Failure(shown);
            }
        }
    }

    /// <summary>A folder that may not be listed cannot be flushed either; nor can those of some file systems.</summary>
    public static void FlushFolder(SafeFileHandle folder)
    {
        using var listed = TryOpen(folder, ".", MustBeFolder | NotInherited, 0);
        _ = listed is null ? 0 : SystemFlush(listed);
    }

    private static SafeFileHandle? TryOpen(SafeFileHandle? folder, string name, int how, UnixFileMode mode)
    {
        var opened = SystemOpen(folder is null ? -1 : (int)folder.DangerousGetHandle(), name, how, (uint)mode);
        GC.KeepAlive(folder);
        return opened >= 0 ? new SafeFileHandle(opened, ownsHandle: true) : null;
    }

    private static void Check(int result, string shown)
    {
        if (result != 0)
        {
            throw Failure(shown);
        }
    }

    /// <summary>As .NET throws it.</summary>
    private static Exception Failure(string shown)
    {
        var error = Marshal.GetLastPInvokeError();
        var message = $"'{shown}': {Marshal.GetPInvokeErrorMessage(error)}.";
        return error is NotAllowed or NotPermitted ? new UnauthorizedAccessException(message)
            : error == NotThere ? new FileNotFoundException(message)
            : new IOException(message);
    }

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemMay(string path, int what);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemOpen(int folder, string name, int how, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemMakeFolder(SafeFileHandle folder, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemReadLink(SafeFileHandle folder, string name, [Out] byte[] buffer, nint size);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemRename(SafeFileHandle fromFolder, string from, SafeFileHandle toFolder, string to);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemName(SafeFileHandle fromFolder, string from, SafeFileHandle toFolder, string to, int how);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemPointTo(string target, SafeFileHandle folder, string name);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemRemove(SafeFileHandle folder, string name, int how);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemGive(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemGetAttribute(SafeFileHandle file, string name, [Out] byte[] value, nint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemSetAttribute(SafeFileHandle file, string name, byte[] value, nint size, int how);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemFlush(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint SystemUser();

    /// <summary>The runtime's own: the kernel's structure is another one on each architecture, and glibc 2.17 has no
    /// <c>fstat</c>.</summary>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FStat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemLook(SafeFileHandle file, out Status status);

    [StructLayout(LayoutKind.Sequential)]
    private struct Status
    {
        public int Flags;
        public int Mode;
        public uint Owner;
        public uint Group;
        public long Size;
        private unsafe fixed long _times[8];
        private readonly long _device;
        private readonly long _ownDevice; // of a device's file
        private readonly long _number;
        private unsafe fixed long _more[8];

        public readonly (long Device, long Number) Place => (_device, _number);
    }
}
