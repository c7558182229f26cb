// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;

namespace Modules.Ci.Workflows.Kinds;

/// <summary>What all others need first: which release the configuration is of.</summary>
internal static class PrepareRunnerWorkflow
{
    private const string Release = "openstack_release";

    private const string Script =
        """
        branch=$(awk -F= '$1 ~ /^[[:space:]]*defaultbranch[[:space:]]*$/ { gsub(/[[:space:]]/, "", $2); print $2 }' .gitreview)
        test -n "$branch" || { echo "There is no defaultbranch in .gitreview" >&2; exit 1; }
        echo "openstack_release=$(echo "$branch" | sed -E 's,(stable|unmaintained)/,,')" >> "$GITHUB_OUTPUT"

        """;

    public static Workflow Build(WorkflowEntry entry, WriterSettings settings) => new(entry.TitleText)
    {
        On = YamlTree.Map(
            ("workflow_call", YamlTree.Map(
                ("outputs", YamlTree.Map(
                    (Release, YamlTree.Map(
                        ("description", YamlTree.Text("The release of OpenStack that the configuration is of")),
                        ("value", YamlTree.Text($"${{{{ jobs.{entry.Id}.outputs.{Release} }}}}")))))))))
        ,
        Jobs =
        [
            new(entry.Id)
            {
                RunsOn = settings.RunsOn,
                Container = new("alpine:latest"),
                Permissions = new() { Contents = Permissions.Read, Packages = Permissions.Read },
                Outputs = [(Release, $"${{{{ steps.{Release}.outputs.{Release} }}}}")],
                Steps =
                [
                    WorkflowKinds.Checkout(settings),
                    new("Extract OpenStack release") { Id = Release, Run = Script },
                ],
            },
        ],
    };
}
