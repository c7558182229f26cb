// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using Modules.Ci.Automation;
using Modules.Commands;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.Automation;

public sealed class AutomationTests : IDisposable
{
    private const string Vault = "$ANSIBLE_VAULT;1.1;AES256\n6162\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("automation-");

    private string Script => Path.Combine(_folder.FullName, ".automation.conf", "config.sh");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Vaulted_files_are_found_and_an_environments_stand_for_all_environments()
    {
        Write("kolla/passwords.yml", Vault);
        Write("environments/prod/secrets.yml", Vault);
        Write("environments/ci-aio/kolla/config/x.key", Vault);
        Write("environments/prod/kolla/config/nova/ceph.keyring", Vault);
        Write("environments/test/kolla/config/nova/ceph.keyring", "$ANSIBLE_VAULT;1.2;AES256;other\n6162\n");
        Write("kolla/certificates/key.pem", Vault);
        Write("ansible/collections/x/y.yml", Vault);
        Write("inventory/group_vars/all", $"password: !vault |\n  {Vault}");
        Write("globals.yml", "about: a file that begins with $ANSIBLE_VAULT; is vaulted\n");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), Path.Combine(_folder.FullName, "kolla"));
        var answer = await Calling.RunAsync("vaulted_files_info", new JsonObject { ["root"] = _folder.FullName });
        Assert.Equal(
            ["environments/prod/kolla/config/nova/ceph.keyring", "environments/test/kolla/config/nova/ceph.keyring", "kolla/certificates/key.pem"],
            answer["files"]!.AsArray().Select(file => (string)file!["path"]!));
        Assert.Equal("other", (string)answer["files"]![1]!["vault_id"]!);
        Assert.Equal(
            ["etc/kayobe/environments/$KAYOBE_ENVIRONMENT/kolla/config/nova/ceph.keyring", "etc/kayobe/kolla/certificates/key.pem"],
            answer["listed"]!.AsArray().Select(file => (string)file!));
        var inline = await Calling.RunAsync(
            "vaulted_files_info", new JsonObject { ["root"] = _folder.FullName, ["kinds"] = new JsonArray("inline") });
        Assert.Equal("inventory/group_vars/all", (string)Assert.Single(inline["files"]!.AsArray())!["path"]!);
    }

    [Fact]
    public async Task What_people_wrote_stays_and_what_they_listed_is_theirs()
    {
        const string Own = "# mine\nexport TEMPEST_CONCURRENCY=16\nKAYOBE_CONFIG_VAULTED_FILES_PATHS_EXTRA=(\n    \"etc/kayobe/a.key\" # why\n)";
        Write(".automation.conf/config.sh", Own);
        var arguments = Arguments("""{"vaulted_files":["etc/kayobe/a.key","etc/kayobe/environments/$KAYOBE_ENVIRONMENT/b.key"]}""");
        Assert.True((bool)(await Calling.RunAsync("automation_config", arguments, checkMode: true))["changed"]!);
        Assert.Equal(Own, await File.ReadAllTextAsync(Script));
        Assert.True((bool)(await Calling.RunAsync("automation_config", arguments))["changed"]!);
        var text = await File.ReadAllTextAsync(Script);
        Assert.StartsWith(Own + "\n#", text, StringComparison.Ordinal);
        Assert.False((bool)(await Calling.RunAsync("automation_config", arguments))["changed"]!);
        Assert.Equal(
            "etc/kayobe/a.key etc/kayobe/environments/prod/b.key", Bash($"KAYOBE_ENVIRONMENT=prod; . '{Script}'; echo ${{{AutomationScript.Vaulted}[*]}}"));
        _ = await Calling.RunAsync("automation_config", Arguments("{}"));
        Assert.Equal(Own + "\n", await File.ReadAllTextAsync(Script));
    }

    [Fact]
    public async Task A_value_is_a_text_to_the_shell_whatever_it_holds()
    {
        const string Odd = "a\"b\\c$HOME `id` 'd'";
        var arguments = Arguments(new JsonObject { ["variables"] = new JsonObject { ["TEMPEST_PATTERN"] = Odd } }.ToJsonString());
        Assert.True((bool)(await Calling.RunAsync("automation_config", arguments))["changed"]!);
        Assert.Equal(Odd, Bash($". '{Script}'; printf %s \"$TEMPEST_PATTERN\""));
        Assert.False((bool)(await Calling.RunAsync("automation_config", arguments))["changed"]!);
        var refused = await Calling.RunAsync("automation_config", Arguments("""{"variables":{"A B":"x"}}"""));
        Assert.Contains("'A B'", (string)refused["msg"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export TEMPEST_CONCURRENCY=4", """{"hypervisors":3}""", "tempest concurrency", "ok")]
    [InlineData("export TEMPEST_CONCURRENCY=16", """{"hypervisors":3}""", "tempest concurrency", "not_ok")]
    [InlineData("export TEMPEST_CONCURRENCY=4", """{"hypervisors":30,"floating_ips":6}""", "tempest concurrency", "not_ok")]
    [InlineData("export TEMPEST_CONCURRENCY=4", "{}", "tempest concurrency", "unknown")]
    [InlineData("TEMPEST_CONCURRENCY=$(nproc)", """{"hypervisors":3}""", "tempest concurrency", "unknown")]
    [InlineData("TEMPEST_CONCURRENCY=16", """{"hypervisors":3,"variables":{"TEMPEST_CONCURRENCY":2}}""", "tempest concurrency", "ok")]
    [InlineData("", """{"test_suites":["full"]}""", "tempest list full", "not_ok")]
    [InlineData("", """{"test_suites":["there"]}""", "tempest list there", "ok")]
    [InlineData("", """{"test_suites":["empty"]}""", "tempest list empty", "not_ok")]
    [InlineData("", """{"test_suites":["folder"]}""", "tempest list folder", "unknown")]
    [InlineData("", """{"environments":["prod"],"hypervisors":3}""", "tempest overrides of prod", "ok")]
    [InlineData("", """{"environments":["prod"],"hypervisors":1}""", "tempest overrides of prod", "not_ok")]
    [InlineData("", """{"environments":["prod"]}""", "tempest overrides of prod", "unknown")]
    [InlineData("", """{"environments":["none"]}""", "tempest overrides of none", "not_ok")]
    [InlineData("KAYOBE_CONFIG_VAULTED_FILES_PATHS_EXTRA=(gone.key)", """{"vaulted_files":[]}""", "vaulted files", "not_ok")]
    [InlineData("KAYOBE_CONFIG_VAULTED_FILES_PATHS_EXTRA=('a.key')", """{"vaulted_files":["a.key"]}""", "vaulted files", "ok")]
    public async Task Settings_are_held_against_what_is_known_of_the_cloud(string script, string arguments, string what, string state)
    {
        Write(".automation.conf/config.sh", script);
        Write(".automation.conf/tempest/load-lists/there", "tempest.api\n");
        Write(".automation.conf/tempest/load-lists/empty", "\n");
        _ = Directory.CreateDirectory(Path.Combine(_folder.FullName, ".automation.conf/tempest/load-lists/folder"));
        Write(".automation.conf/tempest/tempest-prod.overrides.conf", "[compute]\nmin_compute_nodes = 2\n");
        var answer = await Calling.RunAsync("automation_config", Arguments(arguments), checkMode: true);
        var check = answer["checks"]!.AsArray().Single(each => (string)each!["what"]! == what)!;
        Assert.Equal(state, (string)check["state"]!);
        Assert.Equal(state is not "ok", check["advice"] is not null || state is "unknown");
    }

    [Fact]
    public async Task A_rebuild_is_due_where_what_goes_in_was_changed_since()
    {
        Write("requirements.txt", "kayobe\n");
        Write("etc/kayobe/ansible/requirements.yml", "---\n");
        _ = Bash($"cd '{_folder.FullName}' && git init -q . && git add -A && GIT_AUTHOR_DATE='2026-01-02T00:00:00Z' "
            + "GIT_COMMITTER_DATE='2026-01-02T00:00:00Z' git -c user.name=a -c user.email=a@b.c commit -qm a");
        var fresh = await ImageAsync("""{"created":"2026-01-03T00:00:00.123456789Z"}""");
        Assert.Equal(("false", "[]"), (fresh["due"]!.ToJsonString(), fresh["causes"]!.ToJsonString()));
        var old = await ImageAsync("""{"created":"2026-01-01T00:00:00Z"}""");
        Assert.Equal(
            ["Ansible requirements changed 2026-01-02", "Python requirements changed 2026-01-02"],
            old["causes"]!.AsArray().Select(cause => (string)cause!));
        Write("requirements.txt", "kayobe>1\n");
        Assert.Contains("Python requirements", (await ImageAsync("""{"created":"2026-01-03T00:00:00Z"}"""))["causes"]!.ToJsonString());
        var label = await ImageAsync("""{"created":"2026-01-03T00:00:00Z","labels":{"uid":"1000"},"expected":{"uid":1001,"other":"x"}}""");
        Assert.Contains("uid is 1000 in it", label["causes"]!.ToJsonString());
        Assert.Null((await Calling.RunAsync("kayobe_image_info", JsonNode.Parse("""{"created":"2026-01-03T00:00:00Z"}""")!.AsObject()))["due"]);
    }

    [Theory]
    [InlineData("""{"created":"yesterday"}""", "created")]
    [InlineData("""{"created":"2026-01-03T00:00:00Z"}""", "repository")]
    public async Task What_cannot_be_looked_at_is_told(string arguments, string words)
    {
        Write("requirements.txt", "kayobe\n");
        Assert.Contains(words, (string)(await ImageAsync(arguments))["msg"]!, StringComparison.Ordinal);
    }

    private Task<JsonObject> ImageAsync(string arguments)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["root"] = _folder.FullName;
        return Calling.RunAsync(new ImageModule(new HostCommands()), all);
    }

    private JsonObject Arguments(string arguments)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["path"] = Script;
        return all;
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string Bash(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal(0, bash.ExitCode);
        return output.TrimEnd('\n');
    }
}
