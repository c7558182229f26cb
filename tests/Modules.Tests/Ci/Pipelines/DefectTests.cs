// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Tests.Ci.Pipelines;

/// <summary>What was wrong in the pipelines of old, D-P1 to D-P10, and what else of the kind was found.</summary>
public sealed class DefectTests : IDisposable
{
    private const string Batch = "runbook-in-place-hypervisor-host-upgrade";

    private readonly Written _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public async Task P1_each_command_runs_the_script_of_its_name()
    {
        _ = await _written.WriteAsync();
        foreach (var (file, prefix) in new[] { ("infra-vm.yml", ""), ("overcloud.yml", ""), ("seed.yml", ""), ("network.yml", "network-") })
        {
            foreach (var job in _written.Tree(file).Children.Keys.Select(key => key.ToString()).Where(job => !job.Contains("prune")))
            {
                var call = _written.Script(file, job)[^1].Split('/', ' ')[2];
                Assert.True(call == $"{job.Replace('_', '-')}.sh" || call == $"{prefix}{job.Replace('_', '-')}.sh", $"{job}: {call}");
            }
        }
    }

    [Fact]
    public async Task P2_a_hypervisor_is_disabled_drained_rebooted_and_enabled()
    {
        _ = await _written.WriteAsync();
        Assert.Equal(
            ["nova-compute-disable.yml", "nova-compute-drain.yml", "reboot.yml", "nova-compute-enable.yml"],
            new[] { "a_disable_compute_services", "b_drain_hypervisor", "d_reboot_hypervisor", "e_enable_hypervisor" }
                .Select(job => _written.Script($"{Batch}.yml", job)[^1].Split('/')[^1]));
    }

    [Fact]
    public async Task P3_and_P4_a_pipeline_below_has_its_stage_and_refers_to_nothing_that_it_does_not_include()
    {
        _ = await _written.WriteAsync();
        var jobs = _written.Tree($"{Batch}.yml").Children.Where(child => child.Key.ToString() != "include").ToList();
        Assert.Equal(5, jobs.Count);
        Assert.All(jobs, job => Assert.Equal(Batch, YamlTree.Find(job.Value, "stage")!.ToString()));
        Assert.Contains(Batch, Written.Texts(_written.Find("prelude.yml", "stages")));
        Assert.Equal(
            ["export KAYOBE_LIMIT=\"$KAYOBE_AUTOMATION_UPGRADE_HOSTS\"", ".automation/pipeline/overcloud-host-package-update.sh"],
            _written.Script($"{Batch}.yml", "c_update_hypervisor_packages").Where((_, index) => index != 1));
        Assert.Equal(["$CI_PIPELINE_SOURCE == \"parent_pipeline\""], _written.Conditions($"{Batch}.yml", "b_drain_hypervisor"));
    }

    [Fact]
    public async Task P5_the_executor_starts_what_the_constructor_leaves()
    {
        _ = await _written.WriteAsync("""{"playbooks":{"write_pipelines":"etc/kayobe/ansible/deployment/write-gitlab-pipelines.yml"}}""");
        var file = $"upstream-{Batch}.yml";
        Assert.Contains(
            $"etc/kayobe/ansible/deployment/write-gitlab-pipelines.yml -t {Batch}-trigger", _written.Script(file, "a_constructor")[^1],
            StringComparison.Ordinal);
        var kept = Assert.Single(Written.Texts(_written.Find(file, "a_constructor", "artifacts", "paths")));
        var include = ((YamlSequenceNode)_written.Find(file, "b_executor", "trigger", "include")!).Children[0];
        Assert.Equal((kept, "a_constructor"), (YamlTree.Find(include, "artifact")!.ToString(), YamlTree.Find(include, "job")!.ToString()));

        var answer = await _written.WriteAsync("""{"upgrade_hosts":["a","b","c","d"],"upgrade_batch_size":3}""");
        Assert.Equal($"{{\"{kept}\":\"created\"}}", answer["files"]!.ToJsonString());
    }

    [Fact]
    public async Task P6_the_trigger_declares_its_stage_and_hands_on_a_batch_at_a_time()
    {
        _ = await _written.WriteAsync("""{"upgrade_hosts":["a","b","c","d"],"upgrade_batch_size":3}""");
        var file = $"{Batch}-trigger.yml";
        var job = Batch.Replace('-', '_');
        Assert.Equal(["trigger"], Written.Texts(_written.Find(file, "stages")));
        Assert.Equal("trigger", _written.Find(file, job, "stage")!.ToString());
        Assert.Null(_written.Find(file, job, "parallel", "trigger"));
        Assert.Equal(
            ["a:b:c", "d"],
            ((YamlSequenceNode)_written.Find(file, job, "parallel", "matrix")!).Children
                .Select(batch => YamlTree.Find(batch, "KAYOBE_AUTOMATION_UPGRADE_HOSTS")!.ToString()));
        // One batch after another, in the environment that somebody chose in the form.
        Assert.Equal(Batch, _written.Find(file, job, "resource_group")!.ToString());
        Assert.Equal("depend", _written.Find(file, job, "trigger", "strategy")!.ToString());
        Assert.Equal("true", _written.Find(file, job, "trigger", "forward", "pipeline_variables")!.ToString());
    }

    [Fact]
    public async Task P7_a_runbook_goes_on_by_itself_only_in_a_pipeline_that_was_started_for_it()
    {
        _ = await _written.WriteAsync();
        const string Stage = "runbook-overcloud-service-upgrade";
        Assert.Equal(
            [
                $"$CI_PIPELINE_SOURCE == \"web\" && ($ACTIVE_STAGE == \"{Stage}\" || $ACTIVE_STAGE == \"all\")",
                $"($CI_PIPELINE_SOURCE == \"api\" || $CI_PIPELINE_SOURCE == \"trigger\") && $ACTIVE_STAGE == \"{Stage}\"",
            ],
            _written.Conditions($"{Stage}.yml", "b_host_upgrade"));
        Assert.Equal(
            ["$CI_PIPELINE_SOURCE == \"web\" && ($ACTIVE_STAGE == $CI_JOB_STAGE || $ACTIVE_STAGE == \"all\")"],
            _written.Conditions("prelude.yml", ".active_stage_web_rule_no_manual"));
    }

    [Fact]
    public async Task P8_whatever_a_job_needs_is_there_whenever_the_job_is()
    {
        _ = await _written.WriteAsync();
        foreach (var file in new[] { "runbook-overcloud-service-upgrade.yml", $"upstream-{Batch}.yml", $"{Batch}.yml" })
        {
            foreach (var (name, job) in _written.Tree(file).Children.Where(child => child.Key.ToString() != "include"))
            {
                foreach (var needed in Written.Texts(YamlTree.Find(job, "needs")))
                {
                    Assert.Equal(_written.Conditions(file, needed), _written.Conditions(file, name.ToString()));
                }
            }
        }
    }

    [Fact]
    public async Task P10_image_tag_and_registry_are_the_playbooks()
    {
        _ = await _written.WriteAsync("""{"registry":"http://192.0.2.7:80/","image_name":"cloud","image_tag":"v1"}""");
        Assert.Equal("192.0.2.7:80/cloud:v1", _written.Find("prelude.yml", "default", "image")!.ToString());
        Assert.Contains("--tag \"192.0.2.7:80/cloud:v1\"", _written.Script("build.yml", "build_kayobe_image")[0], StringComparison.Ordinal);
        using var plain = new Written();
        _ = await plain.WriteAsync();
        Assert.Equal("$CI_REGISTRY_IMAGE/kayobe:$OPENSTACK_RELEASE-latest", plain.Find("prelude.yml", "default", "image")!.ToString());
    }

    [Fact]
    public async Task The_image_with_docker_only_is_not_told_to_call_curl()
    {
        _ = await _written.WriteAsync();
        Assert.DoesNotContain(
            "curl", _written.Find("build.yml", "build_kayobe_image", "before_script")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_stays_a_text_and_a_value_is_one_of_its_options()
    {
        _ = await _written.WriteAsync("""{"openstack_release":"2024.10","test_suites":"- mine\n- other\n","disabled":["overcloud"]}""");
        Assert.Contains("value: \"2024.10\"", _written.Text("prelude.yml"), StringComparison.Ordinal);
        foreach (var (_, variable) in ((YamlMappingNode)_written.Find("prelude.yml", "variables")!).Children)
        {
            if (YamlTree.Find(variable, "options") is { } options)
            {
                Assert.Contains(YamlTree.Find(variable, "value")!.ToString(), Written.Texts(options));
            }
        }
    }

    [Fact]
    public async Task What_is_kept_lies_below_the_project()
    {
        _ = await _written.WriteAsync();
        Assert.Equal(["artifacts"], Written.Texts(_written.Find("merge-request.yml", "kolla_diff", "artifacts", "paths")));
    }

    [Fact]
    public async Task A_job_is_there_for_a_program_that_names_it()
    {
        _ = await _written.WriteAsync();
        Assert.EndsWith(
            "&& $ACTIVE_STAGE == \"build\" && $ACTIVE_JOB == \"build_kayobe_image\"",
            _written.Conditions("build.yml", "build_kayobe_image")[1],
            StringComparison.Ordinal);
    }
}
