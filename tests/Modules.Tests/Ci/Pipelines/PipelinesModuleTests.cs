// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;

namespace Modules.Tests.Ci.Pipelines;

public sealed class PipelinesModuleTests : IDisposable
{
    private readonly Written _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public async Task The_second_run_changes_nothing_and_check_mode_never_writes()
    {
        var foreseen = await _written.WriteAsync(check: true);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_written.Root));
        var written = await _written.WriteAsync();
        Assert.True((bool?)foreseen["changed"]);
        Assert.Equal(foreseen["files"]!.ToJsonString(), written["files"]!.ToJsonString());
        Assert.Equal(foreseen["diff"]!.ToJsonString(), written["diff"]!.ToJsonString());
        Assert.Equal(12, written["diff"]!.AsArray().Count);
        Assert.Equal(".gitlab-ci.yml", (string?)written["diff"]![0]!["after_header"]);
        var again = await _written.WriteAsync();
        Assert.False((bool?)again["changed"]);
        Assert.All(again["files"]!.AsObject(), file => Assert.Equal("unchanged", (string?)file.Value));
    }

    [Fact]
    public async Task What_jobs_need_is_named()
    {
        var answer = await _written.WriteAsync();
        const string Keys = """["kayobe_automation_ssh_private_key","kayobe_vault_password","kayobe_public_openrc"]""";
        Assert.Equal(
            $$"""
            [{"environment":"production","path":"kayobe-automation/production","names":{{Keys}}},
            {"environment":"prod-gb-01","path":"kayobe-automation/prod-gb-01","names":{{Keys}}}]
            """.ReplaceLineEndings(""),
            answer["required_secrets"]!.ToJsonString());
        Assert.Equal("""["DOCKER_AUTH_CONFIG"]""", answer["required_variables"]!.ToJsonString());
        Assert.DoesNotContain(
            "openrc",
            (await _written.WriteAsync("""
                {"disabled":["tempest","runbook-overcloud-service-upgrade",
                "upstream-runbook-in-place-hypervisor-host-upgrade","runbook-in-place-hypervisor-host-upgrade"]}
                """))["required_secrets"]!.ToJsonString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"one\"]", 2)]
    [InlineData("[\"one\",\"two\"]", 3)]
    [InlineData("[]", 2)]
    public async Task A_runner_is_chosen_by_environment_where_there_are_several(string environments, int tags)
    {
        var answer = await _written.WriteAsync($$"""{"environments":{{environments}}}""");
        Assert.Equal(environments == "[]", $"{answer["warnings"]}".Contains("Give environments", StringComparison.Ordinal));
        Assert.Equal(tags, Written.Texts(_written.Find("prelude.yml", "default", "tags")).Count);
        Assert.Equal(environments != "[]", _written.Find("prelude.yml", "variables", "KAYOBE_ENVIRONMENT") is not null);
        Assert.Equal(environments != "[]", _written.Find("merge-request.yml", "kolla_diff", "parallel") is not null);
    }

    [Fact]
    public async Task A_text_block_of_old_takes_a_jobs_place_with_its_references()
    {
        _ = await _written.WriteAsync("""
            {"stages":{"overcloud":{"overcloud_host_upgrade":
            "stage: overcloud\nrules:\n- !reference [.active_stage_web_rule, rules]\nscript:\n- !reference [.get_secrets, script]\n- ./mine.sh"}}}
            """);
        Assert.Contains("- !reference [.active_stage_web_rule, rules]", _written.Text("overcloud.yml"), StringComparison.Ordinal);
        Assert.Equal("./mine.sh", _written.Script("overcloud.yml", "overcloud_host_upgrade")[^1]);
        Assert.Equal("./mine.sh", _written.Script("runbook-overcloud-service-upgrade.yml", "b_host_upgrade")[^1]);
    }

    [Fact]
    public async Task A_map_is_laid_over_a_job_or_makes_a_new_one()
    {
        _ = await _written.WriteAsync("""
            {"stages":{"seed":{"seed_host_configure":{"timeout":"3h","allow_failure":null},"seed_reboot":{"script":["./reboot.sh"]}},
            "mine":{"own":{"script":["true"]}}}}
            """);
        Assert.Equal("3h", _written.Find("seed.yml", "seed_host_configure", "timeout")!.ToString());
        Assert.Null(_written.Find("seed.yml", "seed_host_configure", "allow_failure"));
        Assert.Equal(".automation/pipeline/seed-host-configure.sh", _written.Script("seed.yml", "seed_host_configure")[^1]);
        Assert.Equal("seed", _written.Find("seed.yml", "seed_reboot", "resource_group")!.ToString());
        Assert.Contains("$ACTIVE_JOB == \"own\"", _written.Conditions("mine.yml", "own")[0], StringComparison.Ordinal);
        Assert.Contains("mine", Written.Texts(_written.Find("prelude.yml", "stages")));
    }

    [Fact]
    public async Task What_is_disabled_is_nowhere_and_its_file_goes()
    {
        _ = await _written.WriteAsync();
        var answer = await _written.WriteAsync("""{"disabled":["seed","overcloud_provision","overcloud_host_upgrade","nonsense"]}""");
        Assert.Equal("removed", (string?)answer["files"]![".gitlab/seed.yml"]);
        Assert.DoesNotContain("seed", Written.Texts(_written.Find("prelude.yml", "stages")));
        Assert.Null(_written.Find("overcloud.yml", "overcloud_provision"));
        Assert.EndsWith(
            "overcloud-host-upgrade.sh",
            _written.Script("runbook-overcloud-service-upgrade.yml", "b_host_upgrade")[^1],
            StringComparison.Ordinal);
        Assert.Contains("nonsense", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        _ = await _written.WriteAsync("""{"prune":false,"disabled":["build"]}""");
        Assert.True(File.Exists(Path.Combine(_written.Root, ".gitlab/build.yml")));
    }

    [Theory]
    [InlineData("""{"stages":{"seed":{"x":"stage: [\n"}}}""", "stages.seed.x")]
    [InlineData("""{"stages":{"seed":{"x":"- a list\n"}}}""", "stages.seed.x")]
    [InlineData("""{"stages":{"seed":{"x":7}}}""", "stages.seed.x")]
    [InlineData("""{"stages":{"seed":"x"}}""", "stages.seed")]
    [InlineData("""{"stages":{"seed":{"x":"stage: trigger\nscript: [a]\n"}}}""", "trigger")]
    [InlineData("""{"stages":{"seed":{"x":{}}}}""", "'x'")]
    [InlineData("""{"stages":{"seed":{"include":{"script":["a"]}}}}""", "include")]
    [InlineData("""{"stages":{"seed":{"tempest_run":{"script":["a"]}}}}""", "tempest_run")]
    [InlineData("""{"stages":{"seed":{"x":{"script":["a"],"needs":["gone"]}}}}""", "gone")]
    [InlineData("""{"downstream":{"mine":{"x":"stage: mine\nscript:\n- !reference [overcloud_provision, script]\n"}}}""", "overcloud_pro")]
    [InlineData("""{"stages":{"../up":{"x":{"script":["a"]}}}}""", "../up")]
    [InlineData("""{"environments":["a b"]}""", "a b")]
    [InlineData("""{"upgrade_hosts":[]}""", "upgrade_hosts")]
    [InlineData("""{"upgrade_hosts":["a b"]}""", "in upgrade_hosts: 'a b' is none")]
    [InlineData("""{"upgrade_hosts":["a","a"]}""", "Leave one 'a' out of upgrade_hosts")]
    [InlineData("""{"upgrade_hosts":["a"],"upgrade_batch_size":0}""", "upgrade_batch_size")]
    [InlineData("""{"environments":["a","b","a"]}""", "Leave one 'a' out of environments")]
    [InlineData("""{"environments":[".."]}""", "environments has '..'")]
    [InlineData("""{"environments":["-e"]}""", "environments has '-e'")]
    [InlineData("""{"environments":[""]}""", "environments has ''")]
    [InlineData("""{"environments":["a\u0000"]}""", "environments has")]
    [InlineData("""{"openstack_release":""}""", "in openstack_release: '' is none")]
    [InlineData("""{"image_name":"a b"}""", "in image_name: 'a b' is none")]
    [InlineData("""{"image_tag":""}""", "in image_tag: '' is none")]
    [InlineData("""{"base_image":" "}""", "in base_image")]
    [InlineData("""{"docker_image":""}""", "in docker_image")]
    [InlineData("""{"registry":"http://"}""", "in registry")]
    [InlineData("""{"registry":"https://me:secret@192.0.2.7"}""", "Give host and port alone in registry")]
    [InlineData("""{"runner_tags":[]}""", "Give the tags of runners in runner_tags")]
    [InlineData("""{"runner_tags":[" a"]}""", "Give the tags of runners in runner_tags")]
    [InlineData("""{"secret_store":{"mount":""}}""", "secret_store.mount is ''")]
    [InlineData("""{"secret_store":{"mount":"/"}}""", "secret_store.mount")]
    [InlineData("""{"secret_store":{"role":"a b"}}""", "secret_store.role is 'a b'")]
    [InlineData("""{"secret_store":{"audience":""}}""", "secret_store.audience")]
    [InlineData("""{"secret_store":{"kv_version":3}}""", "kv_version")]
    [InlineData("""{"secret_store":{"odd":3}}""", "odd")]
    [InlineData("""{"playbooks":{"drain":"a; rm -r /"}}""", "in playbooks.drain")]
    [InlineData("""{"playbooks":{"drain":""}}""", "in playbooks.drain")]
    [InlineData("""{"test_suites":[""]}""", "test_suites")]
    [InlineData("""{"stages":{"seed":{"x":"? [a]\n: b"}}}""", "stages.seed.x")]
    [InlineData("""{"runbooks":[]}""", "runbooks")]
    [InlineData("""{"test_suites":"default: x"}""", "test_suites")]
    public async Task What_gitlab_would_refuse_is_refused_before_anything_is_written(string arguments, string words) =>
        Assert.Contains(words, await _written.RefusedAsync(arguments), StringComparison.Ordinal);

    [Fact]
    public async Task A_job_without_rules_is_warned_of()
    {
        var answer = await _written.WriteAsync("""{"stages":{"seed":{"x":"stage: seed\nscript: [a]\n"}}}""");
        Assert.Contains("has no rules", (string?)answer["warnings"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_is_a_tree_that_reads_back()
    {
        _ = await _written.WriteAsync();
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(_written.Root, ".gitlab")),
            file => Assert.Equal(File.ReadAllText(file).Split('\n', 2)[1], YamlText.Of(YamlTree.Parse(File.ReadAllText(file), file))));
    }
}
