// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>The keys' file once more, for other environments.</summary>
/// <param name="file">The file.</param>
/// <param name="argument">What names the copies.</param>
/// <param name="paths">Where they shall be.</param>
internal sealed class KeyCopies(KeysFile file, Argument argument, IReadOnlyList<string> paths)
{
    /// <exception cref="ModuleException">One cannot be written, or is named twice.</exception>
    public KeyCopies Checked(Invocation run)
    {
        var taken = new HashSet<string> { Path.GetFullPath(file.Path) };
        foreach (var copy in paths)
        {
            FilePlace.Check(run, argument.Name, copy);
            if (!taken.Add(Path.GetFullPath(copy)))
            {
                throw new ModuleException($"Leave '{copy}' out of {argument.Name}: it is named twice, or is the keys file itself.");
            }
        }

        return this;
    }

    /// <summary>Writes those that differ; whether there were any.</summary>
    /// <exception cref="ModuleException">One cannot be written.</exception>
    public bool Write(Invocation run, UnixFileMode mode)
    {
        var isChanged = false;
        foreach (var copy in paths.Select(path => file with { Path = path }).Where(copy => !file.IsSameAs(copy)))
        {
            isChanged = true;
            if (!run.CheckMode)
            {
                Write(run, copy, mode);
            }
        }

        return isChanged;
    }

    private void Write(Invocation run, KeysFile copy, UnixFileMode mode)
    {
        try
        {
            KeepOthers(run, copy);
            WholeFile.Write(copy.Path, File.ReadAllBytes(file.Path), mode);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"Make it possible to write '{copy.Path}': {failure.Message} The keys are in '{file.Path}'.", failure) { Changed = true };
        }
    }

    /// <summary>A copy that holds keys of another cluster may be all that is left of them.</summary>
    private void KeepOthers(Invocation run, KeysFile copy)
    {
        if (copy.Exists && !copy.IsOfClusterOf(file))
        {
            var kept = copy.Kept();
            File.Copy(copy.Path, kept, overwrite: true);
            _ = run.Warnings.Add($"What was in '{copy.Path}' is kept in '{kept}': it holds other keys.");
        }
    }
}
