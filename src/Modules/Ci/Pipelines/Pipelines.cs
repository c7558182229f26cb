// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>All pipelines: the one of the project, and those that it starts.</summary>
/// <param name="Offered">The stages whose jobs the form offers one by one.</param>
/// <param name="Chained">The stages whose jobs follow each other.</param>
/// <param name="Downstream">Pipelines of one stage each, which jobs of ours start.</param>
internal sealed record Pipelines(
    OrderedDictionary<string, Stage> Offered, OrderedDictionary<string, Stage> Chained, OrderedDictionary<string, Stage> Downstream)
{
    /// <summary>Ours with the playbook's changes.</summary>
    /// <exception cref="ModuleException">GitLab would refuse them.</exception>
    public static Pipelines From(PipelineSettings settings, Changes changes, ISet<string> warnings)
    {
        var ours = Stages.All(settings);
        var offered = Stages.All(settings);
        Overrides.Apply(offered, changes.Stages, "stages");
        OrderedDictionary<string, Stage> chained = new()
        {
            [Runbooks.ServiceUpgrade] = Runbooks.OvercloudServiceUpgrade(Script),
            [Runbooks.UpstreamHostUpgrade] = Runbooks.Upstream(settings.Playbooks),
        };
        Overrides.Apply(chained, changes.Runbooks, "runbooks");
        OrderedDictionary<string, Stage> downstream = new()
        {
            [Runbooks.HostUpgrade] = Runbooks.InPlaceHostUpgrade(settings.Playbooks, Script),
        };
        Overrides.Apply(downstream, changes.Downstream, "downstream");
        var pipelines = new Pipelines(
            Without(offered, changes.Disabled), Without(chained, changes.Disabled), Without(downstream, changes.Disabled));
        pipelines.Check(changes.Disabled, [.. All(ours), .. All(offered), .. All(chained), .. All(downstream)], warnings);
        return pipelines;

        IReadOnlyList<YamlNode> Script(string job) =>
            offered.Values.Concat(ours.Values).Select(stage => stage.GetValueOrDefault(job)).OfType<YamlMappingNode>()
                .Select(tree => YamlTree.Find(tree, "script")).First() is YamlSequenceNode list
                ? [.. list.Children]
                : [YamlTree.Find(offered.Values.First(stage => stage.ContainsKey(job))[job], "script") ?? YamlTree.Text("true")];
    }

    /// <summary>The files, as paths below the repository.</summary>
    public IReadOnlyList<GeneratedFile> Files(PipelineSettings settings)
    {
        string[] stages = [.. Offered.Keys, .. Chained.Keys];
        return
        [
            new(".gitlab-ci.yml", YamlTree.Map(("include", YamlTree.List(
                stages.Prepend("prelude").Select(stage => YamlTree.Map(("local", YamlTree.Text($"/.gitlab/{stage}.yml")))))))),
            new(".gitlab/prelude.yml", Prelude.Tree(settings, stages, Downstream.Keys, Offered.Values.SelectMany(stage => stage.Keys))),
            .. Offered.Concat(Chained).Select(stage => new GeneratedFile($".gitlab/{stage.Key}.yml", Tree(stage.Value))),
            .. Downstream.Select(stage => new GeneratedFile($".gitlab/{stage.Key}.yml", YamlTree.Map(
            [
                ("include", YamlTree.List(YamlTree.Map(("local", YamlTree.Text("/.gitlab/prelude.yml"))))),
                .. stage.Value.Select(job => (job.Key, (YamlNode?)job.Value)),
            ]))),
        ];
    }

    /// <summary>The secrets that jobs ask OpenBao for.</summary>
    public IEnumerable<string> Secrets
    {
        get
        {
            var used = Offered.Concat(Chained).Concat(Downstream)
                .SelectMany(stage => stage.Value.Values).SelectMany(PipelineCheck.References).ToHashSet();
            return [
                .. used.Contains(Prelude.GetSecrets) ? [SecretStore.PrivateKey, SecretStore.VaultPassword] : Array.Empty<string>(),
                .. used.Overlaps([Prelude.PublicOpenrc, Prelude.TempestOpenrc]) ? [SecretStore.PublicOpenrc] : Array.Empty<string>(),
            ];
        }
    }

    /// <summary>Jobs by stage, for a result.</summary>
    public JsonObject Shown => new(Offered.Concat(Chained).Concat(Downstream).Select(stage =>
        KeyValuePair.Create(stage.Key, (JsonNode?)new JsonArray([.. stage.Value.Keys.Select(job => (JsonNode?)job)]))));

    private static YamlMappingNode Tree(Stage stage) => YamlTree.Map(stage.Select(job => (job.Key, (YamlNode?)job.Value)));

    private static IEnumerable<string> All(OrderedDictionary<string, Stage> stages) =>
        stages.Keys.Concat(stages.Values.SelectMany(stage => stage.Keys));

    private static OrderedDictionary<string, Stage> Without(OrderedDictionary<string, Stage> stages, IReadOnlyList<string> disabled)
    {
        foreach (var (name, stage) in stages.ToList())
        {
            foreach (var job in disabled)
            {
                _ = stage.Remove(job);
            }

            if (stage.Count == 0 || disabled.Contains(name))
            {
                _ = stages.Remove(name);
            }
        }

        return stages;
    }

    private void Check(IReadOnlyList<string> disabled, HashSet<string> known, ISet<string> warnings)
    {
        foreach (var unknown in disabled.Where(name => !known.Contains(name)))
        {
            _ = warnings.Add($"disabled names '{unknown}', which is neither a job nor a stage.");
        }

        if (Offered.Keys.Concat(Chained.Keys).FirstOrDefault(Downstream.ContainsKey) is { } twice)
        {
            throw new ModuleException($"'{twice}' is a stage of the project's pipeline and a downstream pipeline: rename one of the two.");
        }

        PipelineCheck.Run(Offered.Concat(Chained).ToDictionary(), warnings);
        foreach (var (name, stage) in Downstream)
        {
            PipelineCheck.Run(new Dictionary<string, Stage> { [name] = stage }, warnings);
        }
    }
}

/// <summary>What a playbook changes of ours.</summary>
internal sealed record Changes(JsonObject? Stages, JsonObject? Runbooks, JsonObject? Downstream, IReadOnlyList<string> Disabled);
