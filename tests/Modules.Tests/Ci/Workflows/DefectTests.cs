// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Tests.Ci.Workflows;

/// <summary>What was wrong with the workflows that a role wrote before, one by one.</summary>
public sealed class DefectTests : IDisposable
{
    private const string Two = """{"selector": "input", "environments": ["production", "prod-gb-01"]}""";

    private readonly WorkflowsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>D-W1: its file lacked <c>run-</c>, and its script four letters.</summary>
    [Fact]
    public async Task The_database_is_recovered_by_a_script_that_exists()
    {
        await _folder.WriteAsync();

        Assert.Equal(
            "/src/.automation/pipeline/overcloud-database-recover.sh",
            (YamlTree.Find(
                _folder.Step("run-overcloud-database-recover.yml", "Run overcloud database recover"), "run") as YamlScalarNode)!.Value);
    }

    /// <summary>D-W1 once more: a list that a playbook copied has the file under its old name.</summary>
    [Fact]
    public async Task A_file_without_run_before_its_name_keeps_all_letters_of_its_script()
    {
        await _folder.WriteAsync("""{"workflows": ["prepare-runner", {"file_name": "overcloud-database-recover.yml"}]}""");

        Assert.Contains(
            "/pipeline/overcloud-database-recover.sh", _folder.Text("overcloud-database-recover.yml"), StringComparison.Ordinal);
    }

    /// <summary>D-W2: the group's id was the user's.</summary>
    [Fact]
    public async Task The_image_gets_both_ids()
    {
        await _folder.WriteAsync("""{"user_id": 1001, "group_id": 1002}""");
        var text = _folder.Text("build-kayobe-docker-image.yml");

        Assert.Equal("1001", _folder.Said("build-kayobe-docker-image.yml", "env", "KAYOBE_USER_UID"));
        Assert.Equal("1002", _folder.Said("build-kayobe-docker-image.yml", "env", "KAYOBE_USER_GID"));
        Assert.Contains("KAYOBE_USER_UID=${{ env.KAYOBE_USER_UID }}\n", text, StringComparison.Ordinal);
        Assert.Contains("KAYOBE_USER_GID=${{ env.KAYOBE_USER_GID }}\n", text, StringComparison.Ordinal);
    }

    /// <summary>D-W3: names with other characters than GitHub takes were asked for as they are, and are never found.</summary>
    [Fact]
    public async Task An_environment_of_any_name_finds_its_variables()
    {
        var answer = await _folder.WriteAsync(Two);

        const string Map = """fromJSON('{"production":"PRODUCTION","prod-gb-01":"PROD_GB_01"}')""";
        Assert.Equal(
            "${{ vars[format('{0}_REGISTRY_URL', " + Map + "[inputs.kayobe_environment])] }}/kayobe:"
                + "${{ needs.prepare-runner.outputs.openstack_release }}-latest",
            _folder.Said("run-seed-vm-provision.yml", "jobs", "run-seed-vm-provision", "container", "image"));
        Assert.Equal(
            "${{ secrets[format('{0}_REGISTRY_PASSWORD', " + Map + "[matrix.environment])] }}",
            _folder.Said("run-config-diff.yml", "jobs", "run-config-diff", "container", "credentials", "password"));
        Assert.Contains("PROD_GB_01_TEMPEST_OPENRC", answer["required_secrets"]!.AsArray().Select(each => (string?)each!["name"]));
    }

    [Theory]
    [InlineData("production", "PRODUCTION")]
    [InlineData("prod-gb-01", "PROD_GB_01")]
    [InlineData("1st", "ENV_1ST")]
    [InlineData("github", "ENV_GITHUB")]
    [InlineData("github-a", "ENV_GITHUB_A")]
    [InlineData("o'brien é", "O_BRIEN__")]
    public async Task A_prefix_is_one_that_github_takes(string environment, string prefix)
    {
        var answer = await _folder.WriteAsync(
            $$"""{"selector": "input", "environments": [{{System.Text.Json.Nodes.JsonValue.Create(environment).ToJsonString()}}]}""");

        Assert.Contains($"{prefix}_REGISTRY_URL", answer["required_variables"]!.AsArray().Select(each => (string?)each!["name"]));
    }

    [Theory]
    [InlineData("""{"selector": "input", "environments": ["a-b", "a_b"]}""", "another prefix in environment_names")]
    [InlineData("""{"selector": "input", "environments": ["a", "A"]}""", "twice")]
    [InlineData("""{"selector": "input"}""", "Give environments")]
    [InlineData("""{"selector": "single", "environments": []}""", "Give environments")]
    [InlineData("""{"selector": "input", "environments": ["a"], "environment_names": {"a": "A-"}}""", "no digit first")]
    [InlineData("""{"selector": "input", "environments": ["a"], "environment_names": {"a": "GitHub"}}""", "GITHUB_")]
    public async Task Environments_that_would_share_or_lack_their_names_are_refused(string options, string told) =>
        Assert.Contains(told, await _folder.RefusedAsync(options), StringComparison.Ordinal);

    /// <summary>D-W4: the group's name was an expression that nobody evaluated.</summary>
    [Fact]
    public async Task A_group_is_one_of_its_environment()
    {
        await _folder.WriteAsync(Two);

        Assert.Equal(
            "overcloud-${{ inputs.kayobe_environment }}",
            _folder.Said("run-overcloud-provision.yml", "jobs", "run-overcloud-provision", "concurrency", "group"));
    }

    /// <summary>D-W5: expressions in variables are Ansible's templates unless told otherwise; names are not.</summary>
    [Fact]
    public async Task Secrets_and_variables_are_given_by_name()
    {
        await _folder.WriteAsync(
            """
            {"registry": {"url_variable": "PULP_URL", "username": "kayobe", "password_secret": "PULP_PASSWORD"},
             "arguments": {"KAYOBE_VAULT_PASSWORD": {"secret": "VAULT"}, "KAYOBE_LIMIT": {"variable": "LIMIT"}}}
            """);

        Assert.StartsWith(
            "${{ vars.PULP_URL }}/",
            _folder.Said("run-tempest.yml", "jobs", "run-tempest", "container", "image"),
            StringComparison.Ordinal);
        Assert.Equal(
            "${{ secrets.PULP_PASSWORD }}", _folder.Said("run-tempest.yml", "jobs", "run-tempest", "container", "credentials", "password"));
        var env = YamlTree.Find(_folder.Step("run-seed-vm-provision.yml", "Run seed VM provision"), "env");
        Assert.Equal("${{ secrets.VAULT }}", ((YamlScalarNode)YamlTree.Find(env, "KAYOBE_VAULT_PASSWORD")!).Value);
        Assert.Equal("${{ vars.LIMIT }}", ((YamlScalarNode)YamlTree.Find(env, "KAYOBE_LIMIT")!).Value);
    }

    /// <summary>D-W6: a hook was a text that had to fit where it was put.</summary>
    [Theory]
    [InlineData("""[{"name": "Trust", "run": "a\nb\n", "env": {"X": "1"}}]""")]
    [InlineData("""
        "- name: Trust\n  run: |\n    a\n    b\n  env: {X: '1'}\n"
        """)]
    [InlineData("""
        "      - env:\n          X: \"1\"\n        run: \"a\\nb\\n\"\n        name: Trust\n"
        """)]
    public async Task A_hook_is_a_list_of_steps_however_it_is_written(string hook)
    {
        await _folder.WriteAsync($$"""{"checkout_hook": {{hook}}, "kayobe_hook": {{hook}}, "final_hook": {{hook}}}""");

        foreach (var name in _folder.Names.Where(name => name != "prepare-runner.yml"))
        {
            Assert.Equal(3, _folder.Steps(name).Count(step => step == "Trust"));
            Assert.Equal("Trust", _folder.Steps(name).First());
            Assert.Equal("Trust", _folder.Steps(name).Last());
        }
    }

    [Theory]
    [InlineData("""{"final_hook": "- name: [x"}""", "Mend final_hook: it is no YAML")]
    [InlineData("""{"final_hook": "name: x"}""", "final_hook is no list of steps")]
    [InlineData("""{"final_hook": [{"name": "x"}]}""", "the step 'x' needs one of uses and run")]
    [InlineData("""{"final_hook": [{"run": "x", "wiht": {}}]}""", "a step has no 'wiht'")]
    public async Task A_hook_that_is_none_is_refused(string options, string told) =>
        Assert.Contains(told, await _folder.RefusedAsync(options), StringComparison.Ordinal);

    /// <summary>D-W7: with one environment the difference was shown for all.</summary>
    [Fact]
    public async Task The_difference_of_one_environment_is_that_ones_only()
    {
        await _folder.WriteAsync("""{"selector": "single", "environments": ["production", "test"]}""");

        Assert.Null(_folder.At("run-config-diff.yml", "jobs", "run-config-diff", "strategy"));
        Assert.DoesNotContain("matrix", _folder.Text("run-config-diff.yml"), StringComparison.Ordinal);
        Assert.Contains("KAYOBE_ENVIRONMENT: production\n", _folder.Text("run-config-diff.yml"), StringComparison.Ordinal);
    }

    /// <summary>D-W8: the difference is made without the key for hosts, unless it is asked for.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_difference_gets_the_key_only_if_asked(bool asked)
    {
        await _folder.WriteAsync($$"""{"config_diff_ssh_key": {{(asked ? "true" : "false")}}}""");

        Assert.Equal(
            asked, _folder.Text("run-config-diff.yml").Contains("KAYOBE_AUTOMATION_SSH_PRIVATE_KEY", StringComparison.Ordinal));
    }

    /// <summary>D-W9: what was no longer listed stayed.</summary>
    [Fact]
    public async Task What_is_no_longer_listed_goes_and_what_others_wrote_stays()
    {
        await _folder.WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "mine.yml"), "name: Mine\n");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "overcloud-database-recover.yml"), "run: /src/.automation/pipeline/cloud-database-recover.sh\n");

        var kept = await _folder.WriteAsync("""{"disabled": ["run-tempest"], "prune": false}""");
        Assert.False((bool?)kept["changed"]);
        var checkedOnly = await _folder.WriteAsync("""{"disabled": ["run-tempest"]}""", checkMode: true);
        Assert.True((bool?)checkedOnly["changed"]);
        Assert.Equal(26, _folder.Names.Count());
        var answer = await _folder.WriteAsync("""{"disabled": ["run-tempest"]}""");

        Assert.Equal("removed", (string?)answer["files"]!["run-tempest.yml"]);
        Assert.Equal("removed", (string?)answer["files"]!["overcloud-database-recover.yml"]);
        Assert.Contains("mine.yml", _folder.Names);
        Assert.Equal(24, _folder.Names.Count());
    }

    /// <summary>Jobs of one run gave one artifact's name twice, which is refused.</summary>
    [Fact]
    public async Task Each_environment_of_a_run_uploads_an_artifact_of_its_own()
    {
        await _folder.WriteAsync(Two);

        Assert.Contains(
            "name: config-diff-artifacts-${{ matrix.environment }}\n", _folder.Text("run-config-diff.yml"), StringComparison.Ordinal);
    }

    /// <summary>A registry that is shared was looked up under each environment's name, but in the build of the image.</summary>
    [Fact]
    public async Task A_registry_that_all_share_has_one_name()
    {
        var answer = await _folder.WriteAsync(
            """{"selector": "input", "environments": ["a", "prod-gb-01"], "registry": {"share": true}}""");

        Assert.Equal(["REGISTRY_URL", "REGISTRY_USERNAME"], answer["required_variables"]!.AsArray().Select(each => (string?)each!["name"]));
        Assert.Null(_folder.At("build-kayobe-docker-image.yml", "jobs", "build-kayobe-docker-image", "strategy"));
    }

    /// <summary>A suite was offered by default that was not on offer.</summary>
    [Fact]
    public async Task The_suite_by_default_is_one_that_is_offered()
    {
        await _folder.WriteAsync("""{"test_suites": ["smoke", "full"]}""");

        Assert.Equal("smoke", _folder.Said("run-tempest.yml", "on", "workflow_dispatch", "inputs", "test_suite", "default"));
    }

    /// <summary>Started by the clock nobody is asked, and the environment was empty.</summary>
    [Fact]
    public async Task A_workflow_that_starts_by_itself_is_for_the_first_environment()
    {
        await _folder.WriteAsync(
            """
            {"selector": "input", "environments": ["prod-gb-01", "b"],
             "overrides": {"run-overcloud-database-backup": {"trigger": {"schedule": {"cron": "0 3 * * *"}, "workflow_dispatch": null}}}}
            """);

        const string File = "run-overcloud-database-backup.yml";
        Assert.Equal("0 3 * * *", _folder.Said(File, "on", "schedule", 0, "cron"));
        Assert.Contains(
            "KAYOBE_ENVIRONMENT: ${{ (inputs.kayobe_environment || 'prod-gb-01') }}\n", _folder.Text(File), StringComparison.Ordinal);
        Assert.Contains(
            "[(inputs.kayobe_environment || 'prod-gb-01')])] }}",
            _folder.Said(File, "jobs", "run-overcloud-database-backup", "container", "image"),
            StringComparison.Ordinal);
    }

    /// <summary>A password in clear would be committed.</summary>
    [Theory]
    [InlineData("""{"registry": {"password": "s3cret-Horse"}}""", "registry.password_secret")]
    [InlineData("""{"arguments": {"KAYOBE_VAULT_PASSWORD": "s3cret-Horse"}}""", "{secret: NAME}")]
    [InlineData("""{"arguments": {"TEMPEST_OPENRC": "s3cret-Horse"}}""", "{secret: NAME}")]
    public async Task A_secret_in_clear_is_refused(string options, string told)
    {
        var message = await _folder.RefusedAsync(options);

        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-Horse", message, StringComparison.Ordinal);
    }
}
