// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Ci.Workflows;

public sealed class WorkflowsTests : IDisposable
{
    private readonly WorkflowsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"selector": "single", "environments": ["production"]}""")]
    [InlineData("""{"selector": "input", "environments": ["production", "prod-gb-01"], "buildx_enabled": true}""")]
    public async Task All_files_are_written_once(string options)
    {
        var foreseen = await _folder.WriteAsync(options, checkMode: true);
        Assert.Empty(_folder.Names);
        var first = await _folder.WriteAsync(options);
        var second = await _folder.WriteAsync(options);

        Assert.True((bool?)foreseen["changed"]);
        Assert.Equal(foreseen["diff"]!.ToJsonString(), first["diff"]!.ToJsonString());
        Assert.Equal(24, _folder.Names.Count());
        Assert.False((bool?)second["changed"], second.ToJsonString());
        Assert.All(second["files"]!.AsObject(), file => Assert.Equal("unchanged", (string?)file.Value));
        Assert.Equal(first["required_secrets"]!.ToJsonString(), second["required_secrets"]!.ToJsonString());
    }

    [Fact]
    public async Task A_file_says_what_it_did_in_the_role_before()
    {
        await _folder.WriteAsync();

        Assert.Equal(
            """
            # Written by stackhpc.kayobe_modules. Change the playbook's variables, not this file.
            ---
            name: Run Infra VM Host Configure
            "on":
              workflow_dispatch:
                inputs:
                  kayobe_limit:
                    description: "Hosts that kayobe is limited to: --limit"
                  kayobe_tags:
                    description: "Tags that kayobe is limited to: --tags"
            jobs:
              prepare-runner:
                uses: "./.github/workflows/prepare-runner.yml"
              run-infra-vm-host-configure:
                runs-on:
                  - kayobe
                  - openstack
                permissions:
                  contents: read
                  packages: none
                  pull-requests: none
                container:
                  image: ${{ vars.REGISTRY_URL }}/kayobe:${{ needs.prepare-runner.outputs.openstack_release }}-latest
                  credentials:
                    username: ${{ vars.REGISTRY_USERNAME }}
                    password: ${{ secrets.REGISTRY_PASSWORD }}
                concurrency:
                  group: infra
                  cancel-in-progress: false
                timeout-minutes: 360
                needs: prepare-runner
                steps:
                  - name: Checkout kayobe config
                    uses: actions/checkout@v4.2.0
                    with:
                      submodules: true
                      path: kayobe-config
                  - name: Symlink source checkout to expected location
                    run: sudo ln -s $PWD/kayobe-config /src
                  - name: Run infra VM host configure
                    run: /src/.automation/pipeline/infra-vm-host-configure.sh
                    env:
                      KAYOBE_AUTOMATION_SSH_PRIVATE_KEY: ${{ secrets.KAYOBE_AUTOMATION_SSH_PRIVATE_KEY }}
                      KAYOBE_VAULT_PASSWORD: ${{ secrets.KAYOBE_VAULT_PASSWORD }}
                      KAYOBE_TAGS: ${{ github.event.inputs.kayobe_tags }}
                      KAYOBE_LIMIT: ${{ github.event.inputs.kayobe_limit }}
                      HOME: /stack

            """,
            _folder.Text("run-infra-vm-host-configure.yml"));
    }

    /// <summary>The shape of entries that playbooks have for the role that wrote workflows before.</summary>
    [Fact]
    public async Task An_entry_may_be_written_as_for_the_role_before()
    {
        var answer = await _folder.WriteAsync(
            """
            {"workflows": [
               {"file_name": "prepare-runner.yml", "use_bespoke": true},
               {"file_name": "run-my-script.yml", "concurrency_group": "mine",
                "trigger": {"workflow_dispatch": [["kolla_limit:\n  description: |\n    Hosts\n"],
                                                   ["kayobe_limit:\n  description: Others\n"]],
                            "schedule": {"cron": "0 1 * * *"}},
                "arguments": [["KAYOBE_LIMIT"], ["KOLLA_LIMIT", "MY_OWN"]]}],
             "arguments": {"MY_OWN": "${{ secrets.MINE }}-${{ vars['OTHER'] }}"}}
            """);

        Assert.Equal(["prepare-runner.yml", "run-my-script.yml"], _folder.Names);
        Assert.Equal("Hosts\n", _folder.Said("run-my-script.yml", "on", "workflow_dispatch", "inputs", "kolla_limit", "description"));
        Assert.Equal("0 1 * * *", _folder.Said("run-my-script.yml", "on", "schedule", 0, "cron"));
        Assert.Contains("MINE", answer["required_secrets"]!.AsArray().Select(each => (string?)each!["name"]));
        Assert.Contains("OTHER", answer["required_variables"]!.AsArray().Select(each => (string?)each!["name"]));
    }

    [Fact]
    public async Task An_input_may_be_worded_otherwise_everywhere()
    {
        await _folder.WriteAsync("""{"inputs": ["kolla_limit:\n  description: Which hosts\n  default: all\n"]}""");

        Assert.Equal("all", _folder.Said("run-seed-host-configure.yml", "on", "workflow_dispatch", "inputs", "kolla_limit", "default"));
    }

    [Fact]
    public async Task A_whole_workflow_may_be_given()
    {
        var answer = await _folder.WriteAsync(
            """
            {"workflows": [], "extra_workflows": [{"file_name": "other", "content": {"on": {"push": null}, "jobs": {"a": {"runs-on": "x",
              "steps": [{"run": "echo vars.NOT ${{ vars.ONE }}"}]}}}}]}
            """);

        Assert.Equal(["other.yml"], _folder.Names);
        Assert.Equal(["ONE"], answer["required_variables"]!.AsArray().Select(each => (string?)each!["name"]));
    }

    [Fact]
    public async Task Only_github_s_own_registry_needs_a_right_to_packages()
    {
        await _folder.WriteAsync("""{"registry": {"url": "ghcr.io/acme"}}""");

        Assert.Equal(
            "write", _folder.Said("build-kayobe-docker-image.yml", "jobs", "build-kayobe-docker-image", "permissions", "packages"));
        Assert.Equal("read", _folder.Said("run-tempest.yml", "jobs", "run-tempest", "permissions", "packages"));
    }

    [Fact]
    public async Task A_change_by_hand_of_the_layout_alone_stays()
    {
        await _folder.WriteAsync();
        var path = Path.Combine(_folder.Path, "run-tempest.yml");
        await File.AppendAllTextAsync(path, "\n# a remark\n");

        Assert.False((bool?)(await _folder.WriteAsync())["changed"]);
        await File.WriteAllTextAsync(
            path, _folder.Text("run-tempest.yml").Replace("timeout-minutes: 360", "timeout-minutes: 5", StringComparison.Ordinal));
        Assert.Equal("changed", (string?)(await _folder.WriteAsync())["files"]!["run-tempest.yml"]);
    }

    [Theory]
    [InlineData("""{"disabled": ["run-tempst"]}""", "disabled names 'run-tempst'")]
    [InlineData("""{"overrides": {"nothing": {}}}""", "overrides names 'nothing'")]
    [InlineData("""{"overrides": {"run-tempest": {"timout": 1}}}""", "overrides.run-tempest has 'timout'")]
    [InlineData("""{"disabled": ["prepare-runner"]}""", "Keep prepare-runner")]
    [InlineData("""{"workflows": ["run-nothing"]}""", "workflows names 'run-nothing'")]
    [InlineData("""{"extra_workflows": [{"file_name": "../x.yml"}]}""", "a workflow's name begins with a letter")]
    [InlineData("""{"extra_workflows": [{"name": "x"}]}""", "has no file_name")]
    [InlineData("""{"extra_workflows": [{"file_name": "a.yml", "arguments": ["NOBODY_KNOWS"]}]}""", "Give arguments.NOBODY_KNOWS")]
    [InlineData("""{"actions": {"actions/chekout": "v1"}}""", "actions has 'actions/chekout'")]
    [InlineData("""{"inputs": {"kolla_limit": {"type": "text"}}}""", "has the type 'text'")]
    [InlineData("""{"registry": {"url_variable": "a-b"}}""", "registry.url_variable is 'a-b'")]
    [InlineData("""{"server_url": "github.example.com"}""", "Give scheme and host in server_url")]
    public async Task What_makes_no_sense_is_told_before_anything_is_written(string options, string told) =>
        Assert.Contains(told, await _folder.RefusedAsync(options), StringComparison.Ordinal);
}
