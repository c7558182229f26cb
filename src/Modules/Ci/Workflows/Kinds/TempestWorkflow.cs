// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;
using static Modules.Ci.Workflows.Settings.KayobeArguments;

namespace Modules.Ci.Workflows.Kinds;

/// <summary>Tests of the cloud, all of a suite or those that failed before.</summary>
internal static class TempestWorkflow
{
    private const string Artifacts = "/stack/tempest-artifacts";
    private const string Again = "${{ inputs.run_previous_failed }}";

    public static Workflow Build(WorkflowEntry entry, WriterSettings settings)
    {
        var scope = settings.Environments.Scope(started: true, onlySo: entry.Events.Count == 0);
        return new(entry.TitleText)
        {
            On = WorkflowKinds.Started(entry, settings, entry.Inputs ?? Asked(entry.TestSuites ?? settings.TestSuites)),
            Jobs =
            [
                WorkflowKinds.Prepared,
                new(entry.Id)
                {
                    RunsOn = settings.Labels(scope),
                    Permissions = new()
                    {
                        Actions = Permissions.Read,
                        Checks = Permissions.Write,
                        Contents = Permissions.Read,
                        Packages = settings.Registry.Packages(Permissions.Read),
                    },
                    Container = settings.Container(scope),
                    Concurrency = WorkflowKinds.Group(entry, scope),
                    Timeout = entry.Timeout ?? settings.Timeout,
                    Needs = WorkflowKinds.Prepared.Id,
                    Steps =
                    [
                        .. settings.CheckoutHook,
                        WorkflowKinds.CheckoutAside(settings),
                        WorkflowKinds.Linked,
                        .. FailedBefore(entry, settings),
                        .. settings.KayobeHook,
                        new($"Run ${{{{ {TestSuite} }}}} tempest test suite")
                        {
                            Run = "/src/.automation/pipeline/tempest.sh -e ansible_user=stack",
                            Env = WorkflowKinds.Env(
                                settings,
                                scope,
                                [VaultPassword, SshPrivateKey, Loadlist, TempestPattern, TempestOpenrc, .. entry.Arguments, Home]),
                        },
                        .. Results(settings),
                        .. settings.FinalHook,
                    ],
                },
            ],
        };
    }

    private static IReadOnlyList<DispatchInput> Asked(IReadOnlyList<string> suites) =>
    [
        new("test_suite", "The list of tests to run: a file below .automation.conf/tempest/load-lists")
        {
            Type = "choice",
            Required = false,
            Default = YamlTree.Text(suites.Contains("default") ? "default" : suites[0]), // GitHub takes none that is not offered
            Options = suites,
        },
        new("tempest_pattern", "Limit tests to this regular expression. Goes before the suite."),
        new("run_previous_failed", "Only run the tests that failed in a run before.") { Type = "boolean" },
        new("previous_workflow_id", "The run whose failed tests are run again; the last one if left out.") { Type = "number" },
    ];

    private static IEnumerable<Step> FailedBefore(WorkflowEntry entry, WriterSettings settings) =>
    [
        new("Get previous run")
        {
            Id = "get_previous_run",
            If = Again,
            Uses = settings.Actions.Use("actions/github-script"),
            With =
            [
                ("script", YamlTree.Text(
                    $$$"""
                    const asked = ${{ inputs.previous_workflow_id || 0 }};
                    if (asked > 0) {
                      return asked;
                    }
                    const { data } = await github.rest.actions.listWorkflowRuns({
                      ...context.repo,
                      workflow_id: '{{{entry.FileName}}}',
                      status: 'completed',
                      per_page: 1,
                    });
                    if (data.workflow_runs.length === 0) {
                      throw new Error('No run of {{{entry.FileName}}} has ended before: there are no failed tests to run again.');
                    }
                    return data.workflow_runs[0].id;

                    """)),
                ("result-encoding", YamlTree.Text("string")),
            ],
        },
        new("Download previous test results")
        {
            Id = "previous_artifacts",
            If = Again,
            Uses = settings.Actions.Use("actions/download-artifact"),
            With =
            [
                ("name", YamlTree.Text("tempest-artifacts")),
                ("github-token", YamlTree.Text("${{ github.token }}")),
                ("run-id", YamlTree.Text("${{ steps.get_previous_run.outputs.result }}")),
            ],
        },
        new("Symlink failed tests")
        {
            If = Again,
            Run = "sudo ln -s ${{ steps.previous_artifacts.outputs.download-path }}/failed-tests "
                + "/src/.automation.conf/tempest/load-lists/previous-failed-tests",
        },
    ];

    private static IEnumerable<Step> Results(WriterSettings settings) =>
    [
        new("Print stdout") { Run = $"cat {Artifacts}/stdout.log || echo \"stdout.log is missing\"" },
        new("Build artifact")
        {
            Uses = settings.Actions.Use("actions/upload-artifact"),
            With =
            [
                ("name", YamlTree.Text("tempest-artifacts")),
                ("path", YamlTree.Text($"{Artifacts}\n!{Artifacts}/tempest.log\n")),
            ],
        },
        new("Fail if any tests did not pass") { Run = $"test $(wc -l < {Artifacts}/failed-tests) -lt 1" },
        new("Publish test report")
        {
            If = "success() || failure()",
            Uses = settings.Actions.Use("mikepenz/action-junit-report"),
            With =
            [
                ("report_paths", YamlTree.Text($"{Artifacts}/rally-junit.xml")),
                ("check_name", YamlTree.Text("Tempest Test Report ${{ github.run_id }} @ ${{ github.run_attempt }}")),
            ],
        },
    ];
}
