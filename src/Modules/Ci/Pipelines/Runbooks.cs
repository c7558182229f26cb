// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>
/// Chains of jobs. A step that is a job of another stage has that job's script, as it is after the playbook's own changes, written out:
/// a reference would be broken where the job is disabled, or in a pipeline of its own.
/// </summary>
internal static class Runbooks
{
    public const string ServiceUpgrade = "runbook-overcloud-service-upgrade";
    public const string HostUpgrade = "runbook-in-place-hypervisor-host-upgrade";
    public const string UpstreamHostUpgrade = $"upstream-{HostUpgrade}";

    /// <summary>The hosts of one batch, which a trigger hands to the pipeline below.</summary>
    public const string Hosts = "KAYOBE_AUTOMATION_UPGRADE_HOSTS";

    private const string Constructor = "a_constructor";

    /// <summary>The file that the constructor writes and the executor starts.</summary>
    public static string TriggerFile(string downstream) => $".gitlab/{downstream}-trigger.yml";

    /// <param name="script">The script of a job of the other stages.</param>
    public static Stage OvercloudServiceUpgrade(Func<string, IReadOnlyList<YamlNode>> script)
    {
        var following = Rule.Following(ServiceUpgrade);
        return new(
            ServiceUpgrade,
            new Job("a_container_image_pull", script("overcloud_container_image_pull"))
            {
                Rules = Rule.First(ServiceUpgrade), ResourceGroup = Stages.Overcloud, Needs = [],
            },
            Step("b_host_upgrade", script("overcloud_host_upgrade"), "a_container_image_pull"),
            Stages.TempestRun(ServiceUpgrade, "c_tempest_run_before", following) with
            {
                Script = script("tempest_run"), Needs = ["b_host_upgrade"],
            },
            Step("d_backup_database", script("overcloud_database_backup"), "c_tempest_run_before"),
            Step("e_upgrade_overcloud_services", script("overcloud_service_upgrade"), "d_backup_database"),
            Stages.TempestRun(ServiceUpgrade, "f_tempest_run_after", following) with
            {
                Script = script("tempest_run"), Needs = ["e_upgrade_overcloud_services"],
            },
            Step("g_prune_docker_images", script("overcloud_prune_docker_images"), "f_tempest_run_after"));

        Job Step(string name, IReadOnlyList<YamlNode> steps, string needs) =>
            new(name, steps) { Rules = following, Needs = [needs], ResourceGroup = Stages.Overcloud };
    }

    /// <summary>A batch of hypervisors: the hosts come from the pipeline above.</summary>
    public static Stage InPlaceHostUpgrade(Playbooks playbooks, Func<string, IReadOnlyList<YamlNode>> script)
    {
        return new(
            HostUpgrade,
            Playbook("a_disable_compute_services", playbooks.Disable, null),
            Playbook("b_drain_hypervisor", playbooks.Drain, "a_disable_compute_services"),
            Step("c_update_hypervisor_packages", script("overcloud_host_package_update"), "b_drain_hypervisor"),
            Playbook("d_reboot_hypervisor", playbooks.Reboot, "c_update_hypervisor_packages"),
            Playbook("e_enable_hypervisor", playbooks.Enable, "d_reboot_hypervisor"));

        static Job Playbook(string name, string playbook, string? needs) => Step(
            name,
            [Job.Reference(Prelude.PublicOpenrc), Job.Reference(Prelude.GetSecrets), Job.Pipeline($"playbook-run.sh {playbook}")],
            needs);

        static Job Step(string name, IReadOnlyList<YamlNode> steps, string? needs) => new(
            name, [YamlTree.Text($"""export KAYOBE_LIMIT="${Hosts}" """.TrimEnd()), .. steps])
        {
            Rules = Rule.Downstream, Needs = needs is null ? null : [needs],
        };
    }

    /// <summary>Writes the batches of hosts, then starts a pipeline of each.</summary>
    public static Stage Upstream(Playbooks playbooks) => new(
        UpstreamHostUpgrade,
        new Job(
            Constructor,
            Job.Reference(Prelude.PublicOpenrc),
            Job.Reference(Prelude.GetSecrets),
            Job.Pipeline(
                $"playbook-run.sh {playbooks.WritePipelines} -t {HostUpgrade}-trigger "
                    + """-e "kayobe_automation_upgrade_group_name=${KAYOBE_AUTOMATION_UPGRADE_GROUP_NAME:-compute}" """
                    + """-e "kayobe_automation_upgrade_batch_size=${KAYOBE_AUTOMATION_UPGRADE_BATCH_SIZE:-3}" """.TrimEnd()))
        {
            Rules = Rule.First(UpstreamHostUpgrade),
            Needs = [],
            Artifacts = YamlTree.Map(("expire_in", YamlTree.Text("1 hrs")), ("paths", YamlTree.Texts(TriggerFile(HostUpgrade)))),
        },
        new Job("b_executor")
        {
            Rules = Rule.Following(UpstreamHostUpgrade),
            Needs = [Constructor],
            Trigger = Start(YamlTree.Map(("artifact", YamlTree.Text(TriggerFile(HostUpgrade))), ("job", YamlTree.Text(Constructor)))),
        });

    /// <summary>The pipeline that starts one pipeline for each batch of hosts, one after another.</summary>
    public static YamlMappingNode Batches(string downstream, IReadOnlyList<string> hosts, int size)
    {
        var job = new Job("trigger")
        {
            Rules = Rule.Downstream,
            ResourceGroup = downstream,
            Trigger = Start(YamlTree.Map(("local", YamlTree.Text($"/.gitlab/{downstream}.yml")))),
        }.Tree("trigger");
        job.Add("parallel", YamlTree.Map(
            ("matrix", YamlTree.List(hosts.Chunk(size).Select(batch => YamlTree.Map((Hosts, YamlTree.Text(string.Join(':', batch)))))))));
        return YamlTree.Map(("stages", YamlTree.Texts("trigger")), (downstream.Replace('-', '_'), job));
    }

    /// <summary>What somebody chose in the form goes along, and the pipeline above waits for the one below.</summary>
    private static YamlMappingNode Start(YamlNode include) => YamlTree.Map(
        ("include", YamlTree.List(include)),
        ("strategy", YamlTree.Text("depend")),
        ("forward", YamlTree.Map(("pipeline_variables", YamlTree.Flag(true)))));
}
