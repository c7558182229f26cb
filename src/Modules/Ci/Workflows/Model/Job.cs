// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>A job: steps on a runner, or another workflow.</summary>
/// <param name="Id">What others need it by.</param>
internal sealed record Job(string Id)
{
    /// <summary>The other workflow; null for steps.</summary>
    public string? Uses { get; init; }

    /// <summary>The values that one copy of the job is run for each; null for one job.</summary>
    public (string Name, IReadOnlyList<string> Values)? Matrix { get; init; }

    /// <summary>The labels that a runner must have.</summary>
    public IReadOnlyList<string> RunsOn { get; init; } = [];

    /// <summary>What its steps run in; null for the runner itself.</summary>
    public JobContainer? Container { get; init; }

    /// <summary>What its token may do; null for what the repository says.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>Jobs that do not go side by side; null for no limit.</summary>
    public Concurrency? Concurrency { get; init; }

    /// <summary>Minutes; null for GitHub's own limit.</summary>
    public long? Timeout { get; init; }

    /// <summary>The job that must have succeeded; null for none.</summary>
    public string? Needs { get; init; }

    /// <summary>What other jobs may know of it.</summary>
    public IReadOnlyList<(string Name, string Value)> Outputs { get; init; } = [];

    public IReadOnlyList<Step> Steps { get; init; } = [];

    public YamlMappingNode ToTree() => Map(
        ("uses", Uses is null ? null : Text(Uses)),
        ("strategy", Matrix is { } matrix ? Map(("matrix", Map((matrix.Name, Texts(matrix.Values))))) : null),
        ("runs-on", RunsOn.Count == 0 ? null : Texts(RunsOn)),
        ("permissions", Permissions?.ToTree()),
        ("container", Container?.ToTree()),
        ("concurrency", Concurrency?.ToTree()),
        ("timeout-minutes", Timeout is { } minutes ? Number(minutes) : null),
        ("needs", Needs is null ? null : Text(Needs)),
        ("outputs", Outputs.Count == 0 ? null : Map(Outputs.Select(each => (each.Name, (YamlNode?)Text(each.Value))))),
        ("steps", Steps.Count == 0 ? null : List(Steps.Select(step => step.ToTree()))));
}
