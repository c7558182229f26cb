// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.RunnerConfig;

/// <summary>The configuration of gitlab-runner on its host: what concerns all runners, and each of them.</summary>
internal sealed class RunnerConfigModule : IModule
{
    private static readonly Argument<string?> Destination =
        Argument.Path("path") with { Default = "/etc/gitlab-runner/config.toml" };

    private static readonly Argument<string?> Url = Argument.Text("url");
    private static readonly Argument<long?> Concurrent = Argument.Number("concurrent") with { Minimum = 1 };
    private static readonly Argument<JsonObject?> Settings = Argument.Mapping("global");
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Runners = Argument.MappingList("runners", RunnerArguments.Spec);
    private static readonly Argument<bool> Prune = Argument.Flag("prune", otherwise: false);
    private static readonly Argument<bool> Backup = Argument.Flag("backup", otherwise: false);

    public string Name => "gitlab_runner_config";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new([Destination, Url, Concurrent, Settings, Runners, Prune, Backup]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var path = run.Get(Destination)!;
        FilePlace.CheckName(Destination.Name, path);
        var before = RunnerFile.Read(path);
        var found = before.Folded();
        var written = RunnerSections.Of(run, found);
        var plan = RunnerPlan.Of(
            [.. (run.Get(Runners) ?? []).Select(entry => WantedRunner.Of(run, entry, run.Get(Url)))], written, run.Get(Prune));
        var work = new RunnerWork(found);
        work.SetAll(AllOf(run));
        work.Follow(plan, written);
        Warn(run, plan, written);
        var changed = work.Text.Text != before.Text || RunnerFile.IsOpen(path);
        var backup = changed && run.Get(Backup) && File.Exists(path)
            ? $"{path}.{DateTime.UtcNow.ToString("yyyyMMddTHHmmssfffZ", CultureInfo.InvariantCulture)}~"
            : null;
        if (changed && !run.CheckMode)
        {
            RunnerFile.Write(path, work.Text.Text, backup);
        }

        return Task.FromResult(new ModuleResult(changed)
        {
            Values = new JsonObject
            {
                ["path"] = path,
                ["changes"] = work.Changes.DeepClone(),
                ["removed"] = new JsonArray([.. plan.Removed.Select(each => (JsonNode?)written[each.Found].Name)]),
                ["backup_file"] = backup,
            },
            Difference = changed ? new Difference(work.Before, work.After) : null,
        });
    }

    private static IEnumerable<(IReadOnlyList<string> Path, JsonNode? Value)> AllOf(Invocation run)
    {
        var settings = run.Get(Settings)?.DeepClone().AsObject() ?? [];
        if (run.Get(Concurrent) is { } number)
        {
            settings[Concurrent.Name] = number;
        }

        return settings[Concurrent.Name] is { } jobs && jobs.ToString() is "0" or "" ? throw new ModuleException(
                "Give a concurrent of 1 at least: with 0 gitlab-runner ends.")
            : settings.ContainsKey("runners") ? throw new ModuleException("Give runners in runners, not in global.")
            : WantedRunner.Leaves([], settings);
    }

    private static void Warn(Invocation run, RunnerPlan plan, IReadOnlyList<FoundRunner> found)
    {
        foreach (var at in plan.Kept.Where(at => plan.Pairs.Any(
            pair => pair.Wanted.Name == found[at].Name && pair.Wanted.IsOf(found[at].Url))))
        {
            _ = run.Warnings.Add(
                $"Set prune: true to remove it: another runner of the file is called '{found[at].Name}' and has another token.");
        }
    }
}
