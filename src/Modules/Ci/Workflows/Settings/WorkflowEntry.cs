// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Ci.Workflows.Model;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Workflows.Settings;

/// <summary>A workflow as it is listed: which file, and what makes it differ from others.</summary>
/// <param name="FileName">Also what its jobs, its title and its script are named after.</param>
internal sealed partial record WorkflowEntry(string FileName)
{
    /// <summary>The title, where it is not made of the file's name.</summary>
    public string? Title { get; init; }

    /// <summary>Events beside somebody's start, as they stand in the file.</summary>
    public IReadOnlyList<(string Name, YamlNode? Value)> Events { get; init; } = [];

    /// <summary>Whether somebody can start it.</summary>
    public bool IsStarted { get; init; } = true;

    /// <summary>What is asked then, by the playbook; null for what the arguments need.</summary>
    public IReadOnlyList<DispatchInput>? Inputs { get; init; }

    /// <summary>What the script is told.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Those of one group do not go side by side; null for no limit.</summary>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>The script of the pipeline, where it is not named after the file.</summary>
    public string? Script { get; init; }

    /// <summary>Suites to choose from, where they are not those of all.</summary>
    public IReadOnlyList<string>? TestSuites { get; init; }

    /// <summary>Minutes, where they are not those of all.</summary>
    public long? Timeout { get; init; }

    /// <summary>The whole workflow, as the playbook wrote it; null for one of a kind.</summary>
    public YamlMappingNode? Content { get; init; }

    /// <summary>The file's name without its ending.</summary>
    public string Id => Path.GetFileNameWithoutExtension(FileName);

    /// <summary>As GitHub's list shows it.</summary>
    public string TitleText => Title
        ?? Vm().Replace(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Id.Replace('-', ' ')), "VM");

    /// <summary>As a job's log shows what it does.</summary>
    public string TaskText => Vm().Replace(char.ToUpperInvariant(Id[0]) + Id[1..].Replace('-', ' '), "VM");

    /// <summary>Below <c>.automation/pipeline</c>.</summary>
    public string ScriptName => Script ?? (Id.StartsWith("run-", StringComparison.Ordinal) ? Id["run-".Length..] : Id) + ".sh";

    /// <summary>A name with its ending.</summary>
    /// <exception cref="ModuleException">GitHub would take neither the file nor a job of that name.</exception>
    public static string NamedFile(string written, string what)
    {
        var file = written.EndsWith(".yml", StringComparison.Ordinal) || written.EndsWith(".yaml", StringComparison.Ordinal)
            ? written
            : written + ".yml";
        return FileNames().IsMatch(file)
            ? file
            : throw new ModuleException(
                $"{what} is '{written}': a workflow's name begins with a letter or '_' and has letters, digits, '-' and '_' only, "
                    + "for its job is named after it; the ending is .yml or .yaml.");
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\.ya?ml\z")]
    private static partial Regex FileNames();

    [GeneratedRegex(@"\bvm\b", RegexOptions.IgnoreCase)]
    private static partial Regex Vm();
}
