// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace ModuleHost.Execution;

/// <summary>Where the arguments come from: a file, or standard input for <c>-</c>.</summary>
internal static class ArgumentsFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ModuleException">It cannot be read.</exception>
    public static string Read(string name, TextReader input)
    {
        try
        {
            return name == "-" ? input.ReadToEnd() : Strict.GetString(File.ReadAllBytes(name)).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException failure)
        {
            throw new ModuleException($"The arguments in '{name}' are not UTF-8 (byte {failure.Index + 1}).");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var source = name == "-" ? "arguments from standard input" : $"arguments file '{name}'";
            throw new ModuleException($"Cannot read the {source}: {failure.Message}");
        }
    }

    /// <summary>
    /// Removes a file with passwords in it when it has been read, if Ansible copied it here beside the module for this one call.
    /// It would remove it itself, at the end of a run that may take an hour.
    /// </summary>
    /// <param name="executable">What the process was called as.</param>
    /// <param name="name">The file it was given.</param>
    public static void RemoveCopy(string executable, string name)
    {
        if (Path.GetFileName(executable).StartsWith(Host.Prefix, StringComparison.Ordinal)
            && Path.GetDirectoryName(executable) == Path.GetDirectoryName(name))
        {
            try
            {
                File.Delete(name);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Then Ansible does, as it meant to.
            }
        }
    }
}
