// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Files;

namespace Modules.Builder.Tags;

/// <summary>A text file of which only a part is changed: what is read comes back byte by byte.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Before">What it says; null where it is not there.</param>
/// <param name="Text">What it is to say.</param>
internal sealed record KeptText(string Path, string? Before, string Text)
{
    /// <summary>More than any configuration, and less than what a wrong path may give without end.</summary>
    private const int Longest = 4 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether it has to be written.</summary>
    public bool IsChanged => Before != Text;

    /// <summary>One that has to be there.</summary>
    /// <exception cref="ModuleException">It is not there, or cannot be read as text.</exception>
    public static KeptText Read(string path) => ReadOrNone(path) is { Before: not null } text
        ? text
        : throw new ModuleException($"Give the path of a file that is there: there is no '{path}'.");

    /// <summary>One that may be missing.</summary>
    /// <exception cref="ModuleException">It cannot be read as text.</exception>
    public static KeptText ReadOrNone(string path)
    {
        if (UnixFiles.KindOf(path) == FileKind.Other)
        {
            throw new ModuleException($"Give the path of a file: '{path}' is a pipe or a device.");
        }

        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Longest + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > Longest)
            {
                throw new ModuleException($"Give the path of a file of kayobe's: '{path}' is longer than {Longest >> 20} MiB.");
            }

            var text = Strict.GetString(bytes.AsSpan(0, length));
            return new(path, text, text);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, null, "");
        }
        catch (DecoderFallbackException)
        {
            throw new ModuleException($"Save '{path}' as UTF-8: it holds bytes that are none.");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new ModuleException($"Give the path of a file: '{path}' is a folder.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Let the module read '{path}': {failure.Message}", failure);
        }
    }

    /// <summary>Whether it can be written is looked at before the first of several is.</summary>
    /// <exception cref="ModuleException">It cannot.</exception>
    public void RequirePlace()
    {
        var file = Real();
        var folder = System.IO.Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            throw new ModuleException($"Make the folder '{folder}' first, or give another path than '{Path}'. Nothing was changed.");
        }

        if (UnixFiles.WhyNotWritable(folder) is { } why)
        {
            throw new ModuleException($"Let the module write into '{folder}', where '{Path}' is: {why}. Nothing was changed.");
        }
    }

    /// <summary>Where its links lead.</summary>
    private string Real()
    {
        try
        {
            return File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return System.IO.Path.GetFullPath(Path); // that it is a circle is told by who writes it
        }
    }

    /// <summary>Writes them, each whole or not at all.</summary>
    /// <exception cref="ModuleException">One cannot be written; those before it are.</exception>
    public static void WriteAll(IEnumerable<KeptText> texts)
    {
        var written = false;
        foreach (var text in texts)
        {
            if (ReadOrNone(text.Path).Before != text.Before)
            {
                throw new ModuleException($"Run this again: somebody else wrote '{text.Path}' meanwhile, and it was left as it is.")
                {
                    Changed = written,
                };
            }

            try
            {
                WholeFile.Write(text.Path, Strict.GetBytes(text.Text));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new ModuleException($"Let the module write '{text.Path}', which is as it was: {failure.Message}", failure)
                {
                    Changed = written,
                };
            }

            written = true;
        }
    }
}
