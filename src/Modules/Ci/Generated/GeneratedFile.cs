// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Generated;

/// <summary>A file that a module writes from a playbook's variables.</summary>
/// <param name="Path">Below the folder that is written to.</param>
/// <param name="Content">What it says.</param>
internal sealed record GeneratedFile(string Path, YamlNode Content)
{
    /// <summary>How a file that we wrote begins: only such files are pruned.</summary>
    public const string Mark = "# Written by stackhpc.kayobe_modules.";

    /// <summary>The whole file.</summary>
    public string Text { get; } = $"{Mark} Change the playbook's variables, not this file.\n{YamlText.Of(Content)}";

    /// <summary>Whether a file is one of ours.</summary>
    public static bool IsOurs(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Whether a file on disk says the same, however it is laid out.</summary>
    public bool IsSaidBy(string text)
    {
        try
        {
            return IsOurs(text) && YamlText.Of(YamlTree.Parse(text, Path)) == YamlText.Of(YamlTree.Normal(Content));
        }
        catch (ModuleHost.ModuleException)
        {
            return false;
        }
    }
}
