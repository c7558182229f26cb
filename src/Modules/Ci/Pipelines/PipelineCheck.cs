// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>What GitLab would refuse, or never run, said before anything is written.</summary>
internal static class PipelineCheck
{
    private static readonly HashSet<string> Keywords =
    [
        "image", "services", "stages", "types", "before_script", "after_script", "variables", "cache", "include", "true", "false", "nil",
        "default", "workflow", "spec",
    ];

    private static readonly string[] Work = ["script", "run", "trigger", "extends"];

    private static readonly string[] Hidden =
        [Prelude.GetSecrets, Prelude.PublicOpenrc, Prelude.TempestOpenrc, Prelude.WebRule, Prelude.WebRuleNoManual];

    /// <summary>The jobs of one pipeline.</summary>
    /// <param name="stages">Its stages.</param>
    /// <param name="warnings">Told of what is odd.</param>
    /// <exception cref="ModuleException">GitLab would refuse it.</exception>
    public static void Run(IReadOnlyDictionary<string, Stage> stages, ISet<string> warnings)
    {
        if (stages.Keys.FirstOrDefault(name => name.Contains('/', StringComparison.Ordinal) || name is "" or "all" or ['.', ..]) is { } odd)
        {
            throw new ModuleException($"Give the stage '{odd}' another name: it names a file, and a choice beside 'all'.");
        }

        var jobs = new Dictionary<string, (string Stage, YamlMappingNode Tree)>();
        foreach (var (stage, name, tree) in stages.SelectMany(stage => stage.Value.Select(job => (stage.Key, job.Key, job.Value))))
        {
            if (Keywords.Contains(name))
            {
                throw new ModuleException($"The job '{name}' of the stage '{stage}' has a name that GitLab keeps for itself: rename it.");
            }

            if (!jobs.TryAdd(name, (stage, tree)))
            {
                throw new ModuleException(
                    $"The job '{name}' is in the stages '{jobs[name].Stage}' and '{stage}' of one pipeline: GitLab would keep one. "
                        + "Rename it.");
            }
        }

        foreach (var (name, (stage, tree)) in jobs)
        {
            Check(name, stage, tree, stages, jobs.Keys, warnings);
        }
    }

    private static void Check(
        string name,
        string stage,
        YamlMappingNode tree,
        IReadOnlyDictionary<string, Stage> stages,
        Dictionary<string, (string Stage, YamlMappingNode Tree)>.KeyCollection jobs,
        ISet<string> warnings)
    {
        if (Text(YamlTree.Find(tree, "stage")) is var own && (own is null || !stages.ContainsKey(own)))
        {
            throw new ModuleException(
                $"The job '{name}' is listed in the stage '{stage}' and says stage: {own ?? "nothing"}, which is no stage of its pipeline. "
                    + $"Write stage: {stage}.");
        }

        if (!Work.Any(key => YamlTree.Find(tree, key) is not null))
        {
            throw new ModuleException($"The job '{name}' of the stage '{stage}' has nothing to do: give it a script.");
        }

        var missing = Names(YamlTree.Find(tree, "needs")).Concat(References(tree)).Concat(Names(YamlTree.Find(tree, "extends")))
            .FirstOrDefault(other => !jobs.Contains(other) && !Hidden.Contains(other));
        if (missing is not null)
        {
            throw new ModuleException(
                $"The job '{name}' of the stage '{stage}' refers to '{missing}', which is no job of its pipeline. "
                    + "Was that one renamed, disabled, or is it in another pipeline?");
        }

        if (YamlTree.Find(tree, "rules") is null && YamlTree.Find(tree, "extends") is null && YamlTree.Find(tree, "only") is null)
        {
            _ = warnings.Add($"The job '{name}' of the stage '{stage}' has no rules: it runs in every pipeline, also in those of pushes.");
        }
    }

    /// <summary>The jobs that a tree refers to with <c>!reference</c>.</summary>
    public static IEnumerable<string> References(YamlNode node) => node switch
    {
        YamlSequenceNode { Tag: { IsEmpty: false, Value: "!reference" } } list => list.Children.Take(1).Select(Text).OfType<string>(),
        YamlSequenceNode list => list.Children.SelectMany(References),
        YamlMappingNode map => map.Children.Values.SelectMany(References),
        _ => [],
    };

    /// <summary>Names as needs and extends have them: one, several, or maps with the name in them. Other pipelines' are not ours.</summary>
    private static IEnumerable<string> Names(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { } name } => [name],
        YamlSequenceNode { Tag.IsEmpty: true } list => list.Children.SelectMany(Names),
        YamlMappingNode map when !Foreign(map) => Names(YamlTree.Find(map, "job")),
        _ => [],
    };

    private static bool Foreign(YamlMappingNode need) =>
        YamlTree.Find(need, "project") is not null || YamlTree.Find(need, "pipeline") is not null
            || Text(YamlTree.Find(need, "optional")) == "true";

    private static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;
}
