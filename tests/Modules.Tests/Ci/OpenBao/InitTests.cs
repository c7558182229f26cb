// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class InitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-init-");

    private string Keys => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_go_into_a_file_of_their_owner_and_into_no_answer()
    {
        using var bao = new BaoServer();
        var foreseen = await bao.RunAsync("openbao_init", Arguments(), checkMode: true);
        Assert.True((bool?)foreseen["changed"]);
        Assert.Empty(bao.Writes);
        Assert.False(File.Exists(Keys));

        var answer = await bao.RunAsync("openbao_init", Arguments());

        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Keys))!;
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(5, kept["keys"]!.AsArray().Count);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Keys));
        Assert.DoesNotContain(kept["root_token"]!.ToString(), answer.ToJsonString(), StringComparison.Ordinal);
        Assert.All(kept["keys"]!.AsArray(), key => Assert.DoesNotContain(key!.ToString(), answer.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal([Keys], Directory.GetFiles(_folder.FullName));
        Assert.False((bool?)(await bao.RunAsync("openbao_init", Arguments()))["changed"]);
    }

    [Fact]
    public async Task Keys_are_in_the_answer_where_it_was_asked_for()
    {
        using var bao = new BaoServer();

        var answer = await bao.RunAsync("openbao_init", Arguments("\"return_keys\": true"));

        Assert.Equal(JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["root_token"]!.ToString(), answer["root_token"]!.ToString());
        Assert.Equal(5, answer["keys_hex"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_initialised_server_without_its_file_is_an_error_that_says_what_is_at_stake()
    {
        using var bao = await BaoServer.SealedAsync();

        var answer = await bao.RunAsync("openbao_init", Arguments());

        Assert.StartsWith("Bring the file with the keys back to", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Contains("sealed for ever", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Null((await bao.RunAsync("openbao_init", Arguments("\"on_missing_keys\": \"ignore\"")))["failed"]);
    }

    [Theory]
    [InlineData("garbage!", "it is not base64")]
    [InlineData("QUFBQQ==", "it is no PGP key")]
    [InlineData("LS0tLS1CRUdJTiBQR1AgUFVCTElDIEtFWSBCTE9DSy0tLS0tCgo=", "it is base64 of ASCII armour")]
    [InlineData("keybase:somebody", "OpenBao looks up no keybase name")]
    [InlineData("mQENBF", "it is not base64")]
    [InlineData("mQENBA==", "it is cut off")]
    public async Task A_bad_key_for_the_root_token_costs_nothing(string key, string why)
    {
        using var bao = new BaoServer();

        var answer = await bao.RunAsync("openbao_init", Arguments($"\"root_token_pgp_key\": \"{key}\""));

        Assert.Contains(why, (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Empty(bao.Writes);
        Assert.False(File.Exists(Keys));
        Assert.False((await bao.SendAsync(HttpMethod.Get, "sys/init")).Body!["initialized"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_told_before_the_server_is_asked()
    {
        using var bao = new BaoServer();

        var answer = await bao.RunAsync("openbao_init", Arguments(file: Path.Combine(_folder.FullName, "nowhere", "keys.json")));

        Assert.Contains("Nothing was asked of the server", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Empty(bao.Writes);
    }

    /// <summary>It would be noticed only when the keys are there.</summary>
    [Fact]
    public async Task A_folder_in_the_files_place_is_told_before_the_server_is_asked()
    {
        using var bao = new BaoServer();

        var answer = await bao.RunAsync("openbao_init", Arguments(file: _folder.FullName));

        Assert.StartsWith("Give a file in keys_file", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Empty(bao.Requests);
        Assert.False(File.Exists(_folder.FullName + ".unfinished"));
    }

    [Fact]
    public async Task Keys_that_a_killed_run_has_left_are_taken_over()
    {
        using var bao = await BaoServer.SealedAsync();
        await File.WriteAllTextAsync(Keys + ".unfinished", new JsonObject { ["keys"] = new JsonArray("ab"), ["root_token"] = "s.x" }.ToJsonString());

        var answer = await bao.RunAsync("openbao_init", Arguments());

        Assert.Null(answer["failed"]);
        Assert.True(File.Exists(Keys));
    }

    [Fact]
    public async Task The_file_of_a_cluster_that_is_gone_is_kept_under_its_id()
    {
        await File.WriteAllTextAsync(Keys, new JsonObject { ["keys"] = new JsonArray("ab"), ["cluster_id"] = "the-old-one" }.ToJsonString());
        using var bao = new BaoServer();

        var answer = await bao.RunAsync("openbao_init", Arguments());

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal("ab", JsonNode.Parse(await File.ReadAllTextAsync(Keys + ".the-old-one"))!["keys"]![0]!.ToString());
        Assert.Equal(5, JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["keys"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_encrypted_file_is_opened_by_ansible_vault_and_by_us_and_copies_stay_as_they_are()
    {
        using var bao = new BaoServer();
        var copy = Path.Combine(_folder.FullName, "copy.json");
        var more = $"\"vault_password\": \"correct horse\", \"copies\": [\"{copy}\"]";

        _ = await bao.RunAsync("openbao_init", Arguments(more));

        Assert.StartsWith("$ANSIBLE_VAULT;1.1;AES256\n", await File.ReadAllTextAsync(Keys), StringComparison.Ordinal);
        Assert.Equal(5, JsonNode.Parse(await ViewAsync(copy))!["keys"]!.AsArray().Count);
        var opened = await bao.RunAsync("openbao_unseal", $$"""{"keys_file": "{{Keys}}", "vault_password": "correct horse"}""");
        Assert.False((bool?)opened["sealed"], opened.ToJsonString());
        var again = await bao.RunAsync("openbao_init", Arguments(more));
        Assert.False((bool?)again["changed"], again.ToJsonString());
        var wrong = await bao.RunAsync("openbao_init", Arguments("\"vault_password\": \"another\""));
        Assert.StartsWith("Check vault_password", (string?)wrong["msg"], StringComparison.Ordinal);
    }

    /// <summary>Interrupted twice while the server has not answered yet: the keys are on the disk all the same.</summary>
    [Fact]
    public async Task Interrupted_while_it_waits_the_keys_are_kept()
    {
        using var slow = new SlowInit();
        var arguments = JsonNode.Parse(Arguments())!.AsObject();
        arguments["url"] = slow.Address;
        using var module = new ModuleProcess("openbao_init", arguments);
        await slow.Asked.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, new FileInfo(Keys + ".unfinished").Length);
        module.Interrupt();
        await Task.Delay(300);
        module.Interrupt();
        await Task.Delay(300);
        slow.Answer();
        await module.Ended.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("s.root", JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["root_token"]!.ToString());
    }

    /// <summary>Killed without a warning while the server has not answered yet, as Ansible kills a task that takes too long.</summary>
    [Fact]
    public async Task Killed_while_it_waits_the_keys_are_kept()
    {
        using var slow = new SlowInit();
        var arguments = JsonNode.Parse(Arguments())!.AsObject();
        arguments["url"] = slow.Address;
        using var module = new ModuleProcess("openbao_init", arguments);
        await slow.Asked.WaitAsync(TimeSpan.FromMinutes(2));

        await module.KillAsync();
        slow.Answer();
        for (var left = 300; left > 0 && !File.Exists(Keys); left--)
        {
            await Task.Delay(100);
        }

        Assert.Equal("s.root", JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["root_token"]!.ToString());
    }

    /// <summary>The process that waits for the answer is the only one that can take it: when it is killed, too, nobody has the keys.</summary>
    [Fact]
    public async Task Killed_with_its_own_process_it_says_that_nothing_is_lost_and_what_to_do()
    {
        using var slow = new SlowInit();
        var arguments = JsonNode.Parse(Arguments())!.AsObject();
        arguments["url"] = slow.Address;
        using var module = new ModuleProcess("openbao_init", arguments);
        await slow.Asked.WaitAsync(TimeSpan.FromMinutes(2));
        var own = module.Children().Single();
        if (MayBeSpared())
        {
            Assert.Equal("-1000\n", await File.ReadAllTextAsync($"/proc/{own}/oom_score_adj"));
        }

        Process.GetProcessById(own).Kill();
        slow.Answer();

        Assert.Contains("ended without an answer", (string?)(await module.AnswerAsync())["msg"], StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(Keys + ".unfinished").Length);
        var again = await Calling.RunAsync("openbao_init", arguments);
        Assert.StartsWith("Empty the data of this OpenBao", (string?)again["msg"], StringComparison.Ordinal);
        Assert.Contains("nothing can be in it yet", (string?)again["msg"], StringComparison.Ordinal);
    }

    /// <summary>The connection ends when the keys are made, as when the server is restarted just then.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("{\"keys\":[\"a")]
    public async Task An_answer_that_is_lost_is_told_as_such_then_and_later(string rest)
    {
        using var slow = new SlowInit();
        var arguments = JsonNode.Parse(Arguments())!.AsObject();
        arguments["url"] = slow.Address;
        using var module = new ModuleProcess("openbao_init", arguments);
        await slow.Asked.WaitAsync(TimeSpan.FromMinutes(2));
        slow.Lose(rest);

        Assert.StartsWith("Empty the data of this OpenBao", (string?)(await module.AnswerAsync())["msg"], StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(Keys + ".unfinished").Length);
        var again = await Calling.RunAsync("openbao_init", arguments);
        Assert.StartsWith("Empty the data of this OpenBao", (string?)again["msg"], StringComparison.Ordinal);
    }

    /// <summary>Killed before the keys had their name: what lies there under it is of a cluster that is gone.</summary>
    [Fact]
    public async Task Keys_that_a_killed_run_has_left_go_before_those_of_an_older_cluster()
    {
        using var bao = await BaoServer.SealedAsync();
        await File.WriteAllTextAsync(Keys, new JsonObject { ["keys"] = new JsonArray("ab"), ["cluster_id"] = "gone" }.ToJsonString());
        await File.WriteAllTextAsync(Keys + ".unfinished", new JsonObject { ["keys"] = new JsonArray("cd"), ["root_token"] = "s.x" }.ToJsonString());

        _ = await bao.RunAsync("openbao_init", Arguments(), checkMode: true);
        Assert.True(File.Exists(Keys + ".unfinished"));
        var answer = await bao.RunAsync("openbao_init", Arguments());

        Assert.Null(answer["failed"]);
        Assert.Equal("cd", JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["keys"]![0]!.ToString());
        Assert.Equal("ab", JsonNode.Parse(await File.ReadAllTextAsync(Keys + ".gone"))!["keys"]![0]!.ToString());
        Assert.Contains(Keys + ".gone", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Not every root may ask the kernel for it, least of all in a container.</summary>
    private static bool MayBeSpared()
    {
        using var asked = Process.Start("sh", ["-c", "echo -1000 2> /dev/null > /proc/self/oom_score_adj"]);
        asked.WaitForExit();
        return asked.ExitCode == 0;
    }

    private string Arguments(string more = "", string? file = null) =>
        $"{{\"keys_file\": \"{file ?? Keys}\"{(more.Length > 0 ? ", " + more : "")}}}";

    private async Task<string> ViewAsync(string file)
    {
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, "correct horse\n");
        using var view = Process.Start(new ProcessStartInfo("ansible-vault", ["view", "--vault-password-file", password, file])
        {
            RedirectStandardOutput = true,
        })!;
        return await view.StandardOutput.ReadToEndAsync();
    }
}
