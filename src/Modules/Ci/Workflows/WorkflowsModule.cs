// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Kinds;
using Modules.Ci.Workflows.Settings;

namespace Modules.Ci.Workflows;

/// <summary>Writes the workflows of kayobe-automation for GitHub Actions.</summary>
internal sealed class WorkflowsModule : IModule
{
    /// <summary>The file that was once written for a workflow under a wrong name, and what is wrong in it.</summary>
    private static readonly (string File, string Text) Misnamed = ("overcloud-database-recover.yml", "/cloud-database-recover.sh");

    public string Name => "github_workflows";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => WorkflowsArguments.Spec;

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var settings = WriterSettings.Read(run);
        var root = run.Get(WorkflowsArguments.OutputDirectory)!;
        var files = EntryReader.Read(run)
            .Select(entry => new GeneratedFile(entry.FileName, WorkflowKinds.Build(entry, settings))).ToList();
        var folder = new GeneratedFolder(root);
        var prune = run.Get(WorkflowsArguments.Prune);
        IReadOnlyList<FileChange> changes = [.. folder.Plan(files, prune ? [""] : []), .. prune ? Replaced(root, files) : []];
        if (!run.CheckMode)
        {
            folder.Take(changes);
        }

        return Task.FromResult(new ModuleResult(changes.Any(change => change.Fate != FileFate.Unchanged))
        {
            Values = new()
            {
                ["files"] = GeneratedFolder.States(changes),
                ["required_secrets"] = Needed(NeededNames.Secrets),
                ["required_variables"] = Needed(NeededNames.Variables),
            },
            Differences = GeneratedFolder.Differences(changes),
        });

        System.Text.Json.Nodes.JsonArray Needed(string context) =>
            NeededNames.Of(context, files.Select(file => file.Content), settings.Environments);
    }

    private static IEnumerable<FileChange> Replaced(string root, IReadOnlyList<GeneratedFile> files)
    {
        var path = Path.Combine(root, Misnamed.File);
        return !files.Any(file => file.Path == Misnamed.File) && new FileInfo(path) is { Exists: true, LinkTarget: null }
            && File.ReadAllText(path) is var text && text.Contains(Misnamed.Text, StringComparison.Ordinal)
            && !GeneratedFile.IsOurs(text)
            ? [new(Misnamed.File, FileFate.Removed, text, null)]
            : [];
    }
}
