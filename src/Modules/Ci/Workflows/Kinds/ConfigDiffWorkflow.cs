// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;

namespace Modules.Ci.Workflows.Kinds;

/// <summary>What a pull request changes in the configuration that services get; for every environment.</summary>
internal static class ConfigDiffWorkflow
{
    public static Workflow Build(WorkflowEntry entry, WriterSettings settings)
    {
        var scope = settings.Environments.Scope(started: false);
        string[] told = settings.ConfigDiffKey ? [KayobeArguments.SshPrivateKey] : [];
        return new(entry.TitleText)
        {
            On = entry.Events.Count == 0
                ? YamlTree.Map(("pull_request", YamlTree.Of(null)))
                : WorkflowKinds.Started(entry with { IsStarted = false }, settings, []),
            Concurrency = new("kolla-diff-${{ github.head_ref }}", CancelInProgress: true),
            Jobs =
            [
                WorkflowKinds.Prepared,
                new(entry.Id)
                {
                    Matrix = scope.IsExpression ? ("environment", settings.Environments.Names) : null,
                    RunsOn = settings.Labels(scope),
                    Permissions = new()
                    {
                        Contents = Permissions.Read,
                        Packages = settings.Registry.Packages(Permissions.Read),
                    },
                    Container = settings.Container(scope),
                    Timeout = entry.Timeout,
                    Needs = WorkflowKinds.Prepared.Id,
                    Steps =
                    [
                        .. settings.CheckoutHook,
                        WorkflowKinds.Checkout(
                            settings,
                            ("submodules", YamlTree.Flag(true)),
                            ("path", YamlTree.Text("kayobe-config")),
                            ("fetch-depth", YamlTree.Number(0)),
                            ("ref", YamlTree.Text("${{ github.ref }}"))),
                        .. settings.KayobeHook,
                        new("Copy checkout to expected location")
                        {
                            Run = "sudo cp -rf \"$GITHUB_WORKSPACE/kayobe-config\" /src\nsudo chown -R stack:stack /src\n",
                        },
                        new("Run config diff")
                        {
                            Run = "sudo -E -u stack bash -c "
                                + "'/src/.automation/pipeline/config-diff.sh ${{ github.event.pull_request.base.sha }}'",
                            Env = WorkflowKinds.Env(settings, scope, [.. told, KayobeArguments.VaultPassword, KayobeArguments.Home]),
                        },
                        new("Show summary of changes") { Run = "diffstat < /tmp/kayobe-config-diff" },
                        new("Print diff") { Run = "cat /tmp/kayobe-config-diff" },
                        new("Upload artifact")
                        {
                            Uses = settings.Actions.Use("actions/upload-artifact"),
                            With =
                            [
                                // Jobs of one run must not give two artifacts one name.
                                ("name", YamlTree.Text(
                                    scope.IsExpression ? $"config-diff-artifacts-{scope.Text}" : "config-diff-artifacts")),
                                ("path", YamlTree.Text("/tmp/kayobe-config-diff\n/tmp/target-kayobe.log\n/tmp/source-kayobe.log\n")),
                            ],
                        },
                        .. settings.FinalHook,
                    ],
                },
            ],
        };
    }
}
