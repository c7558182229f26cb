// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;

namespace Modules.Ci.Workflows.Kinds;

/// <summary>A workflow that runs one script of kayobe-automation's pipelines.</summary>
internal static class PipelineWorkflow
{
    public static Workflow Build(WorkflowEntry entry, WriterSettings settings)
    {
        var scope = settings.Environments.Scope(started: true, onlySo: entry.Events.Count == 0);
        var pushes = entry.Arguments.Contains(KayobeArguments.PullRequestType);
        var asked = entry.Inputs ?? [.. AskedInputs.For(entry.Arguments).Select(name => settings.Inputs[name])];
        return new(entry.TitleText)
        {
            On = WorkflowKinds.Started(entry, settings, asked),
            Jobs =
            [
                WorkflowKinds.Prepared,
                new(entry.Id)
                {
                    RunsOn = settings.Labels(scope),
                    Permissions = new()
                    {
                        Contents = pushes ? Permissions.Write : Permissions.Read,
                        Packages = settings.Registry.Packages(Permissions.Read),
                        PullRequests = pushes ? Permissions.Write : Permissions.None,
                    },
                    Container = settings.Container(scope),
                    Concurrency = WorkflowKinds.Group(entry, scope),
                    Timeout = entry.Timeout ?? settings.Timeout,
                    Needs = WorkflowKinds.Prepared.Id,
                    Steps =
                    [
                        .. settings.CheckoutHook,
                        WorkflowKinds.CheckoutAside(settings),
                        .. settings.KayobeHook,
                        WorkflowKinds.Linked,
                        new(entry.TaskText)
                        {
                            Run = $"/src/.automation/pipeline/{entry.ScriptName}",
                            Env = WorkflowKinds.Env(
                                settings,
                                scope,
                                [KayobeArguments.SshPrivateKey, KayobeArguments.VaultPassword, .. entry.Arguments, KayobeArguments.Home]),
                        },
                        .. settings.FinalHook,
                    ],
                },
            ],
        };
    }
}
