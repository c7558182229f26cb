// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Modules.Tests.Warp;

/// <summary>The scripts as a shell runs them, with programs in the place of Ansible, virsh, ssh and pip that note how they are called.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Recorder =
        """
        #!/bin/sh
        line=${0##*/}
        for word; do line=$line$(printf '\037')$word; done
        echo "$line" >> "$RECORD"
        [ "${0##*/}" != ansible-playbook ] || { echo "$ANSIBLE_CONFIG $ANSIBLE_SSH_ARGS" > "$RECORD.ssh"; echo made > "$LWD/hosts"; }
        [ "${0##*/}" != "$SLOW" ] || { echo $$ > "$RECORD.slow"; exec sleep 60; }
        [ "${0##*/}" != "$FAILS" ] || exit 3

        """;

    private readonly string _world = Directory.CreateTempSubdirectory("warp").FullName;

    public ScriptTests()
    {
        foreach (var folder in (string[])["bin", "oooq", "scripts/vars", "lwd", "workspace", "sbin", "home/Envs/oooq/bin"])
        {
            Directory.CreateDirectory(At(folder));
        }

        Put(At("scripts/inventory.ini"), "localhost\n");
        Put(At("scripts/oooq-warp.yaml"), "");
        Put(At("scripts/vars/a.yaml"), "");
        Put(At("oooq/quickstart.sh"), Recorder.Replace("${0##*/}", "quickstart.sh", StringComparison.Ordinal));
        Put(At("home/Envs/oooq/bin/activate"), "unset_on_purpose=$NOT_SET; export VIRTUAL_ENV=oooq\n");
        foreach (var program in (string[])["ansible", "ansible-playbook", "virsh", "ssh", "pip", "rsync"])
        {
            Write(program, Recorder);
        }

        Write("sudo", "#!/bin/sh\nexec \"$@\"\n");
    }

    public void Dispose() => Directory.Delete(_world, recursive: true);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"teardown": "false"}""")]
    [InlineData("""{"teardown": "none", "play": "oooq-under.yaml", "log_level": "-vvv"}""")]
    [InlineData("""{"play": "oooq-under.yaml", "log_level": "", "extra_args": ["-e", "a=it's $HOME"]}""")]
    [InlineData("""{"play": "oooq-traas.yaml"}""")]
    [InlineData("""{"quickstartish": true, "log_level": "", "extra_args": ["--release", "a b"]}""")]
    [InlineData("""{"quickstartish": true, "teardown": "false"}""")]
    public async Task The_script_runs_the_very_command_that_is_told(string arguments)
    {
        var told = await TellAsync(arguments);
        var (code, said) = Run(told);

        Assert.True(code == 0, said);
        var play = string.Join('\u001f', told["play"]!.AsArray().Select(word => Moved((string)word!)));
        var ran = play.StartsWith("bash\u001f", StringComparison.Ordinal) ? "quickstart.sh\u001f" + string.Join('\u001f', play.Split('\u001f').Skip(2)) : play;
        Assert.Contains(ran, Record());
    }

    [Fact]
    public async Task Provisioning_pings_the_host_and_keeps_a_snapshot()
    {
        var (code, said) = Run(await TellAsync("{}"));

        Assert.True(code == 0, said);
        Assert.Equal(
            [
                $"ansible -i {At("scripts/inventory.ini")} -m ping all", "ansible-playbook", "virsh suspend undercloud",
                "virsh snapshot-delete undercloud ready", "virsh snapshot-create-as --name=ready undercloud", "virsh resume undercloud",
            ],
            Record().Select(Short));
        Assert.Equal("made\n", Text(At("workspace/hosts")));
    }

    [Fact]
    public async Task The_undercloud_is_pinged_its_log_followed_and_a_snapshot_kept()
    {
        Put(At("lwd/hosts"), "undercloud\n");
        var (code, said) = Run(await TellAsync("""{"play": "oooq-under.yaml"}"""));

        Assert.True(code == 0, said);
        var ssh = $"ssh -F {At("lwd")}/ssh.config.local.ansible undercloud";
        Assert.Superset(
            new HashSet<string>
            {
                $"ansible -i {At("scripts/inventory.ini")} -m ping all", $"ansible -i {At("lwd/hosts")} -m ping all",
                $"{ssh} touch /home/stack/undercloud_install.log", $"{ssh} tail -fn1 /home/stack/undercloud_install.log",
                "virsh snapshot-create-as --name=deployed undercloud",
            },
            Record().Select(Short).ToHashSet());
    }

    /// <summary>The wrapper's own script ended with 1 here: its last command was a test that did not hold.</summary>
    [Theory]
    [InlineData("oooq-warp.yaml")]
    [InlineData("oooq-under.yaml")]
    public async Task Without_snapshots_nothing_fails(string play)
    {
        var (code, said) = Run(await TellAsync($$"""{"play": "{{play}}", "make_snapshots": false}"""));

        Assert.True(code == 0, said);
        Assert.DoesNotContain(Record(), line => line.StartsWith("virsh", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("oooq-under.yaml", "ssh.config.local.ansible")]
    [InlineData("oooq-traas-under.yaml", "ssh.config.ansible")]
    public async Task Servers_of_a_cloud_are_reached_another_way(string play, string config)
    {
        _ = Run(await TellAsync($$"""{"play": "{{play}}"}"""));

        Assert.Equal($"{At("scripts/ansible.cfg")} -F {At("lwd")}/{config}\n", Text(At("record.ssh")));
    }

    [Theory]
    [InlineData("false", "saved")]
    [InlineData("none", "saved")]
    [InlineData("true", "")]
    public async Task State_is_restored_where_a_deployment_is_kept(string teardown, string key)
    {
        Put(At("workspace/id_rsa_undercloud"), "saved");
        Put(At("workspace/hosts"), "older");
        File.SetLastWriteTimeUtc(At("workspace/hosts"), DateTime.UtcNow.AddDays(-1));
        Put(At("lwd/hosts"), "newer");
        File.CreateSymbolicLink(At("workspace/ssh.config.ansible"), "/etc/passwd");
        var (code, said) = Run(await TellAsync($$"""{"teardown": "{{teardown}}"}"""), ("FAILS", "ansible-playbook"));

        Assert.True(code == 3, said);
        Assert.Equal(key, File.Exists(At("lwd/id_rsa_undercloud")) ? Text(At("lwd/id_rsa_undercloud")) : "");
        Assert.Equal("made\n", Text(At("workspace/hosts"))); // kept although the play failed
        Assert.False(File.Exists(At("lwd/ssh.config.ansible")));
    }

    [Fact]
    public async Task A_signal_ends_the_play_and_keeps_the_state()
    {
        using var running = Start(await TellAsync("{}"), ("SLOW", "ansible-playbook"));
        for (var waited = 0; !File.Exists(At("record.slow")) || new FileInfo(At("record.slow")).Length == 0; waited++)
        {
            Assert.True(waited < 300 && !running.HasExited, "the play did not begin");
            await Task.Delay(50);
        }

        using var sent = Process.Start("kill", ["-TERM", $"{running.Id}"]);
        await running.WaitForExitAsync();

        Assert.Equal(143, running.ExitCode);
        Assert.False(Directory.Exists($"/proc/{Text(At("record.slow")).Trim()}"));
        Assert.Equal("made\n", Text(At("workspace/hosts")));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData(
        """{"oooqe_branch": "dev", "oooqe_fork": "johndoe"}""",
        "pip install --upgrade git+https://github.com/johndoe/tripleo-quickstart-extras@dev"
            + "|rsync -aLH /usr/config /usr/playbooks /root/Envs/oooq/|rsync -aLH /usr/local/share/ansible/roles /root/Envs/oooq/usr/local/share/ansible/")]
    [InlineData("""{"oooqe_branch": "dev", "venv": "host", "vpath": "/v"}""", "")]
    public async Task The_entry_makes_the_environment_and_runs_the_play(string arguments, string extras)
    {
        var told = await TellAsync(arguments, interactive: false);
        var entry = Moved((string)told["entry_script"]!).Replace("as_root mkdir -p /root", ": /root", StringComparison.Ordinal);
        var (code, said) = Run(told, entry);

        Assert.True(code == 0, said);
        Assert.Equal(
            extras.Split('|', StringSplitOptions.RemoveEmptyEntries),
            Record().Select(line => line.Replace('\u001f', ' ')).Where(line => line.StartsWith("pip", StringComparison.Ordinal) || line.StartsWith("rsync", StringComparison.Ordinal)));
        Assert.Contains(Record(), line => line.StartsWith("ansible-playbook", StringComparison.Ordinal));
        Assert.Equal(Moved((string)told["deploy_script"]!), Text(At("sbin/create_env_oooq.sh")));
    }

    [Fact]
    public async Task At_the_prompt_variables_are_changed_and_the_play_is_called_by_its_name()
    {
        var told = await TellAsync("{}");
        Put(At("typed"), $"export PLAY=oooq-traas.yaml\n{At("sbin")}/create_env_oooq.sh -e 'a=b c'\n");
        var (code, said) = Run(told, Moved((string)told["entry_script"]!).Replace("exec /bin/bash", $"exec /bin/bash {At("typed")}", StringComparison.Ordinal));

        Assert.True(code == 0, said);
        Assert.Contains(Record(), line => line.EndsWith($"{At("scripts")}/oooq-traas.yaml\u001f-e\u001fa=b c", StringComparison.Ordinal));
    }

    /// <summary>One grammar: what the module takes, a person may export at the prompt, and nothing else.</summary>
    [Theory]
    [InlineData("False", "false")]
    [InlineData("no", "false")]
    [InlineData("ON", "true")]
    [InlineData("None", "none")]
    [InlineData("nodes", null)]
    [InlineData("", null)]
    public async Task At_the_prompt_teardown_is_said_as_to_the_module(string word, string? meant)
    {
        var (code, said) = Run(await TellAsync("{}"), ("TEARDOWN", word));

        Assert.Equal(meant is null ? 2 : 0, code);
        if (meant is null)
        {
            Assert.Equal($"Set TEARDOWN to true, false or none: it is '{word}'.\n", said);
            return;
        }

        Assert.Contains(Record(), line => line.Contains($"\u001fteardown={meant}\u001f", StringComparison.Ordinal));
    }

    private static string Short(string line) =>
        line.StartsWith("ansible-playbook", StringComparison.Ordinal) ? "ansible-playbook" : line.Replace('\u001f', ' ');

    private Task<JsonObject> TellAsync(string more, bool interactive = true)
    {
        var arguments = JsonNode.Parse(more)!.AsObject();
        (arguments["lwd"], arguments["workspace"], arguments["interactive"]) = (At("lwd"), At("workspace"), interactive);
        return Warped.TellAsync(arguments.ToJsonString());
    }

    private (int Code, string Said) Run(JsonObject told, params (string Name, string Value)[] more) => Ended(Start(told, more));

    private (int Code, string Said) Run(JsonObject told, string entry) => Ended(Start(told, ["-c", entry]));

    private static (int Code, string Said) Ended(Process process)
    {
        using var mine = process;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private Process Start(JsonObject told, params (string Name, string Value)[] more)
    {
        Put(At("deploy"), Moved((string)told["deploy_script"]!));
        return Start(told, [At("deploy"), .. Rest(told)], more);
    }

    private Process Start(JsonObject told, IReadOnlyList<string> words, params (string Name, string Value)[] more)
    {
        var start = new ProcessStartInfo("/bin/bash", words) { RedirectStandardError = true, RedirectStandardInput = true };
        var docker = told["docker"]!.AsArray().Select(word => (string)word!).ToList();
        foreach (var variable in docker.Where((_, at) => at > 0 && docker[at - 1] == "-e"))
        {
            start.Environment[variable.Split('=')[0]] = variable.Split('=', 2)[1];
        }

        foreach (var (name, value) in (IEnumerable<(string Name, string Value)>)[
            ("HOME", At("home")), ("PATH", $"{At("bin")}:/usr/bin:/bin"), ("RECORD", At("record")), ("SLOW", ""), ("FAILS", ""), .. more])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>What the test asked to be passed on stands at the end of the command that is told, or before the host.</summary>
    private static IEnumerable<string> Rest(JsonObject told)
    {
        var play = told["play"]!.AsArray().Select(word => (string)word!).ToList();
        return play[^1] == "127.0.0.2"
            ? play.SkipWhile(word => word != "--release").SkipLast(1)
            : play.SkipWhile(word => !word.EndsWith(".yaml", StringComparison.Ordinal) || word[0] == '@').Skip(1);
    }

    private string Moved(string text) => text
        .Replace("/tmp/oooq", At("oooq"), StringComparison.Ordinal)
        .Replace("/tmp/scripts", At("scripts"), StringComparison.Ordinal)
        .Replace("/usr/local/sbin", At("sbin"), StringComparison.Ordinal)
        .Replace("/proc/sys/net/bridge", At("bridge"), StringComparison.Ordinal);

    private static string Text(string path) => File.ReadAllText(path);

    private static void Put(string path, string text) => File.WriteAllText(path, text);

    private string[] Record() => File.ReadAllLines(At("record"));

    private void Write(string program, string text)
    {
        Put(At($"bin/{program}"), text);
        File.SetUnixFileMode(At($"bin/{program}"), (UnixFileMode)0b111_101_101);
    }

    private string At(string path) => Path.Combine(_world, path);
}
