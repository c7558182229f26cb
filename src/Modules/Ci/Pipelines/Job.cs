// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>A job of a pipeline, as far as we write them.</summary>
/// <param name="Name">Unique in its pipeline.</param>
/// <param name="Script">What it runs.</param>
internal sealed record Job(string Name, params IReadOnlyList<YamlNode> Script)
{
    /// <summary>When it is there.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Jobs of one group run one after another, also those of other pipelines.</summary>
    public string? ResourceGroup { get; init; }

    /// <summary>The jobs that have to have run; null for all of the stages before.</summary>
    public IReadOnlyList<string>? Needs { get; init; }

    /// <summary>Its own image; null for the pipeline's.</summary>
    public string? Image { get; init; }

    /// <summary>What runs before the script, in the place of the pipeline's.</summary>
    public string? BeforeScript { get; init; }

    /// <summary>What runs after the script, also after one that failed.</summary>
    public string? AfterScript { get; init; }

    /// <summary>The environments it runs for, each in a job of its own.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Whether the pipeline goes on when it fails.</summary>
    public bool AllowFailure { get; init; }

    /// <summary>What it leaves.</summary>
    public YamlMappingNode? Artifacts { get; init; }

    /// <summary>The pipeline it starts, in the place of a script.</summary>
    public YamlMappingNode? Trigger { get; init; }

    public YamlMappingNode Tree(string stage) => YamlTree.Map(
        ("image", Image is null ? null : YamlTree.Text(Image)),
        ("stage", YamlTree.Text(stage)),
        ("rules", YamlTree.List(Rules.Select(rule => rule.Tree))),
        ("resource_group", ResourceGroup is null ? null : YamlTree.Text(ResourceGroup)),
        ("needs", Needs is null ? null : YamlTree.Texts(Needs)),
        ("parallel", Environments.Count == 0 ? null : YamlTree.Map(
            ("matrix", YamlTree.List(YamlTree.Map((Prelude.Environment, YamlTree.Texts(Environments))))))),
        ("before_script", BeforeScript is null ? null : YamlTree.Texts(BeforeScript)),
        ("script", Script.Count == 0 ? null : YamlTree.List(Script)),
        ("after_script", AfterScript is null ? null : YamlTree.Texts(AfterScript)),
        ("trigger", Trigger),
        ("artifacts", Artifacts),
        ("allow_failure", AllowFailure ? YamlTree.Flag(true) : null));

    /// <summary>A script of another, hidden job.</summary>
    public static YamlSequenceNode Reference(string hidden) => new(YamlTree.Text(hidden), YamlTree.Text("script")) { Tag = "!reference" };

    /// <summary>One of kayobe-automation's pipelines.</summary>
    public static YamlScalarNode Pipeline(string call) => YamlTree.Text($".automation/pipeline/{call}");
}
