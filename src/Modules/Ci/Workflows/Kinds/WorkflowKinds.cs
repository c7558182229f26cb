// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Workflows.Settings.StandardWorkflows;

namespace Modules.Ci.Workflows.Kinds;

/// <summary>From an entry of the list to its file.</summary>
internal static class WorkflowKinds
{
    /// <summary>The file of an entry.</summary>
    public static YamlMappingNode Build(WorkflowEntry entry, WriterSettings settings) => entry.Content ?? (entry.Id switch
    {
        PrepareRunner => PrepareRunnerWorkflow.Build(entry, settings),
        BuildImage => ImageWorkflow.Build(entry, settings),
        ConfigDiff => ConfigDiffWorkflow.Build(entry, settings),
        StandardWorkflows.Tempest => TempestWorkflow.Build(entry, settings),
        _ => PipelineWorkflow.Build(entry, settings),
    }).ToTree();

    /// <summary>The job that all others need.</summary>
    public static Job Prepared { get; } = new(PrepareRunner) { Uses = $"./.github/workflows/{PrepareRunner}.yml" };

    /// <summary>The environment that somebody who starts a workflow is asked for, after what else is asked.</summary>
    public static YamlMappingNode Started(
        WorkflowEntry entry, WriterSettings settings, IReadOnlyList<DispatchInput> asked, bool asksEnvironment = true)
    {
        var inputs = asksEnvironment && settings.Environments.Selector == Selector.Input
            && !asked.Any(input => input.Name == AskedInputs.Environment)
            ? [.. asked, settings.Inputs[AskedInputs.Environment]]
            : asked;
        var start = inputs.Count == 0
            ? YamlTree.Of(null)
            : YamlTree.Map(("inputs", YamlTree.Map(inputs.Select(input => (input.Name, (YamlNode?)input.ToTree())))));
        return YamlTree.Map(
        [
            .. entry.Events.Select(each => (each.Name, (YamlNode?)(each.Value ?? YamlTree.Of(null)))),
            .. entry.IsStarted ? [("workflow_dispatch", (YamlNode?)start)] : Array.Empty<(string, YamlNode?)>(),
        ]);
    }

    /// <summary>A step that checks the configuration out.</summary>
    public static Step Checkout(WriterSettings settings, params ReadOnlySpan<(string, YamlNode)> with) =>
        new("Checkout kayobe config") { Uses = settings.Actions.Use("actions/checkout"), With = [.. with] };

    /// <summary>The same into the folder that <see cref="Linked"/> leads to, with the submodules.</summary>
    public static Step CheckoutAside(WriterSettings settings) =>
        Checkout(settings, ("submodules", YamlTree.Flag(true)), ("path", YamlTree.Text("kayobe-config")));

    /// <summary>A step that puts the checkout where kayobe-automation's scripts look for it.</summary>
    public static Step Linked { get; } = new("Symlink source checkout to expected location") { Run = "sudo ln -s $PWD/kayobe-config /src" };

    /// <summary>A script's variables in their order.</summary>
    public static IReadOnlyList<(string, YamlNode)> Env(WriterSettings settings, Scope scope, params IEnumerable<string> names) =>
    [
        .. (scope.Environment is null && settings.Arguments.Given[KayobeArguments.Environment] is null
                ? names
                : names.Prepend(KayobeArguments.Environment))
            .Distinct().Select(name => (name, (YamlNode)YamlTree.Text(settings.Arguments.In(scope, name)))),
    ];

    /// <summary>The group of an entry, one for each environment.</summary>
    public static Concurrency? Group(WorkflowEntry entry, Scope scope) => entry.ConcurrencyGroup is not { Length: > 0 } group
        ? null
        : new(scope.IsExpression ? $"{group}-{scope.Text}" : group, CancelInProgress: false);
}
