// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.RunnerConfig;

/// <summary>The file of a runner's configuration. It holds tokens, so it is its owner's alone.</summary>
internal static class RunnerFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What it says; nothing where it is not there.</summary>
    /// <exception cref="ModuleException">It cannot be read, or is no TOML.</exception>
    public static TomlText Read(string path)
    {
        try
        {
            var text = new TomlText(File.Exists(path) ? File.ReadAllText(path) : "");
            return text.Folded().Fault is { } fault
                ? throw new ModuleException($"Mend '{path}', or move it away: it is no TOML that a runner could read. {fault}")
                : text;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Let '{path}' be read: {failure.Message}", failure);
        }
    }

    /// <summary>Whether others than its owner may read it.</summary>
    public static bool IsOpen(string path) => File.Exists(path) && File.GetUnixFileMode(path) != OwnerOnly;

    /// <summary>Writes it whole; what was there is kept beside it, if asked.</summary>
    public static void Write(string path, string text, string? backup)
    {
        try
        {
            if (backup is not null && File.Exists(path))
            {
                WholeFile.Write(backup, File.ReadAllBytes(path), OwnerOnly);
            }

            WholeFile.Write(path, Encoding.UTF8.GetBytes(text), OwnerOnly, WholeFile.ClosedFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a path that can be written: '{path}' cannot. {failure.Message}", failure);
        }
    }
}
