// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>A workflow of GitHub Actions.</summary>
/// <param name="Name">As the list of workflows shows it.</param>
internal sealed record Workflow(string Name)
{
    /// <summary>Events, and what they are narrowed to.</summary>
    public required YamlMappingNode On { get; init; }

    /// <summary>Variables that all jobs have.</summary>
    public IReadOnlyList<(string Name, YamlNode Value)> Env { get; init; } = [];

    /// <summary>Runs that do not go side by side; null for no limit.</summary>
    public Concurrency? Concurrency { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<Job> Jobs { get; init; }

    public YamlMappingNode ToTree() => Map(
        ("name", Text(Name)),
        ("on", On),
        ("env", Env.Count == 0 ? null : Map(Env.Select(each => (each.Name, (YamlNode?)each.Value)))),
        ("concurrency", Concurrency?.ToTree()),
        ("jobs", Map(Jobs.Select(job => (job.Id, (YamlNode?)job.ToTree())))));
}
