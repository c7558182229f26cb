// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class RekeyTests : IDisposable
{
    /// <summary>Somebody's public key, as gpg exports it.</summary>
    private const string PgpKey =
        "mDMEawiDoBYJKwYBBAHaRw8BAQdAuK+lHJ2YKajYX58KytNq0CNWWHLFlOr2Eln6d4Jgbf60F1Rlc3QgPHRlc3RAZXhhbXBsZS5jb20+iJAEEx"
            + "YIADgWIQQYv0FvLEAfgANBDE+4nJEbrNR4pgUCawiDoAIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAKCRC4nJEbrNR4ptE3AP9PnLSlsw8z"
            + "vvlR/p6OYDfFhUIacsjpd6yAdNH5jnz5GgEA9lNZnR77uLjw+MwMbzszdDMJsnTN9py1bSIVNlKkjQ64OARrCIOgEgorBgEEAZdVAQUBAQdAA5"
            + "DmwGdFT+dk3zzxIE5E2K9q3LAbMmirjhkl0O3twCQDAQgHiHgEGBYIACAWIQQYv0FvLEAfgANBDE+4nJEbrNR4pgUCawiDoAIbDAAKCRC4nJEb"
            + "rNR4proVAQCV3QUZaAGjy1BAkzQoollluzDw2jyCMZsVyGgZ+0RYIgD+I9Up3hZqGYZngNM81bop8JcOOZ/3J6Fc9K0b2Kh4Sgs=";

    private const string ForPeople = $"\"pgp_keys\": [\"{PgpKey}\", \"{PgpKey}\", \"{PgpKey}\", \"{PgpKey}\", \"{PgpKey}\"]";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-rekey-");

    private string Keys => Path.Combine(_folder.FullName, "keys.json");

    private string Next => Keys + ".next";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_are_made_where_their_number_differs_and_the_old_ones_open_it_no_more()
    {
        using var bao = await OpenAsync();
        const string Seven = "\"secret_shares\": 7, \"secret_threshold\": 4";

        var foreseen = await bao.RunAsync("openbao_rekey", Arguments(Seven), checkMode: true);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.DoesNotContain(bao.Requests, request => request.Contains("rotate/root/init 200", StringComparison.Ordinal)
            && request.StartsWith("POST", StringComparison.Ordinal));
        var answer = await bao.RunAsync("openbao_rekey", Arguments(Seven));

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(7, Kept(Keys).Count);
        Assert.All(Kept(Keys), key => Assert.DoesNotContain(key, answer.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(bao.RootToken, (string?)JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["root_token"]);
        Assert.Equal([Keys], Directory.GetFiles(_folder.FullName));
        Assert.False((bool?)(await bao.RunAsync("openbao_rekey", Arguments(Seven)))["changed"]);
        await OnlyTheFileOpensAsync(bao);
    }

    /// <summary>The new keys are on the disk, and the server waits for them.</summary>
    [Fact]
    public async Task A_run_that_was_killed_before_the_keys_were_proved_is_finished()
    {
        using var bao = await OpenAsync();
        _ = await LeftAsync(bao);

        var answer = await bao.RunAsync("openbao_rekey", Arguments());

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Contains("an earlier run began is finished", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        await OnlyTheFileOpensAsync(bao);
    }

    /// <summary>The server has them, and the file has its old name still.</summary>
    [Fact]
    public async Task A_run_that_was_killed_when_the_keys_were_proved_is_finished()
    {
        using var bao = await OpenAsync();
        var proof = await LeftAsync(bao);
        foreach (var key in Kept(Next).Take(3))
        {
            _ = await bao.SendAsync(HttpMethod.Post, "sys/rotate/root/verify", new JsonObject { ["nonce"] = proof, ["key"] = key });
        }

        var answer = await bao.RunAsync("openbao_rekey", Arguments());

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.False((bool?)(await bao.SendAsync(HttpMethod.Get, "sys/rotate/root/init")).Body!["data"]!["started"]);
        await OnlyTheFileOpensAsync(bao);
    }

    [Fact]
    public async Task Shares_under_pgp_keys_are_kept_by_the_server_until_they_are_in_the_file()
    {
        using var bao = await OpenAsync();

        var answer = await bao.RunAsync("openbao_rekey", Arguments($"\"force\": true, {ForPeople}"));

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Contains(bao.Writes, request => request.StartsWith("DELETE", StringComparison.Ordinal)
            && request.Contains("rotate/root/backup", StringComparison.Ordinal));
        Assert.DoesNotContain(bao.Writes, request => request.Contains("rotate/root/verify", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await bao.SendAsync(HttpMethod.Get, "sys/rotate/root/backup")).Status);
        await OnlyTheFileOpensAsync(bao);
    }

    /// <summary>Such shares prove nothing, so what the server has kept is what counts: killed before they were on the disk, or after.</summary>
    [Theory]
    [InlineData(".next.unfinished")]
    [InlineData(".next")]
    public async Task A_run_with_pgp_keys_that_was_killed_gets_its_shares_from_the_server(string left)
    {
        using var bao = await OpenAsync();
        var told = await AgreedAsync(bao, new() { ["pgp_keys"] = new JsonArray([.. Enumerable.Range(0, 5).Select(_ => (JsonNode?)PgpKey)]), ["backup"] = true });
        await File.WriteAllTextAsync(Keys + left, left == ".next" ? told.ToJsonString() : "");

        var answer = await bao.RunAsync("openbao_rekey", Arguments(ForPeople));

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Contains("an earlier run began is finished", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(bao.RootToken, (string?)JsonNode.Parse(await File.ReadAllTextAsync(Keys))!["root_token"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await bao.SendAsync(HttpMethod.Get, "sys/rotate/root/backup")).Status);
        Assert.Equal([Keys], Directory.GetFiles(_folder.FullName));
        await OnlyTheFileOpensAsync(bao);
    }

    [Fact]
    public async Task Keys_that_the_server_was_never_given_are_not_taken_for_its_own()
    {
        using var bao = await OpenAsync();
        var good = await File.ReadAllTextAsync(Keys);
        await File.WriteAllTextAsync(Next, good.Replace('a', 'b').Replace('1', '2'));

        var answer = await bao.RunAsync("openbao_rekey", Arguments());

        Assert.False((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(good, await File.ReadAllTextAsync(Keys));
        Assert.False(File.Exists(Next));
    }

    [Fact]
    public async Task The_keys_of_another_server_change_nothing_and_leave_nothing_begun()
    {
        using var bao = await OpenAsync();
        using var other = await BaoServer.SealedAsync();
        var keys = new JsonArray([.. other.Keys.Select(key => (JsonNode?)key)]).ToJsonString();

        var answer = await bao.RunAsync("openbao_rekey", Arguments($"\"force\": true, \"keys\": {keys}"));

        Assert.StartsWith("Check that the keys are this server's", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.False((bool?)(await bao.SendAsync(HttpMethod.Get, "sys/rotate/root/init")).Body!["data"]!["started"]);
        Assert.Equal([Keys], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task What_somebody_else_has_begun_is_left_to_them()
    {
        using var bao = await OpenAsync();
        _ = await bao.SendAsync(
            HttpMethod.Post, "sys/rotate/root/init", new JsonObject { ["secret_shares"] = 5, ["secret_threshold"] = 3 });

        var answer = await bao.RunAsync("openbao_rekey", Arguments("\"force\": true"));

        Assert.StartsWith("Let the other rotation end", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.True((bool?)(await bao.SendAsync(HttpMethod.Get, "sys/rotate/root/init")).Body!["data"]!["started"]);
    }

    private static List<string> Kept(string file) =>
        [.. JsonNode.Parse(File.ReadAllText(file))!["keys"]!.AsArray().Select(key => key!.ToString())];

    /// <summary>The file's keys open it, the first ones do not.</summary>
    private async Task OnlyTheFileOpensAsync(BaoServer bao)
    {
        Assert.False(File.Exists(Next));
        _ = await bao.SendAsync(HttpMethod.Put, "sys/seal");
        var old = new JsonArray([.. bao.Keys.Select(key => (JsonNode?)key)]).ToJsonString();
        Assert.True((bool?)(await bao.RunAsync("openbao_unseal", $"{{\"keys\": {old}}}"))["failed"]);
        var opened = await bao.RunAsync("openbao_unseal", $"{{\"keys_file\": \"{Keys}\"}}");
        Assert.False((bool?)opened["sealed"], opened.ToJsonString());
    }

    /// <summary>As far as a run comes that is killed when it has written the new keys; the nonce of the proof.</summary>
    private async Task<string> LeftAsync(BaoServer bao)
    {
        var told = await AgreedAsync(bao, new() { ["require_verification"] = true });
        await File.WriteAllTextAsync(Next, told.ToJsonString());
        return told["verification_nonce"]!.ToString();
    }

    /// <summary>What the server tells when enough keys have agreed.</summary>
    private static async Task<JsonObject> AgreedAsync(BaoServer bao, JsonObject wanted)
    {
        (wanted["secret_shares"], wanted["secret_threshold"]) = (5, 3);
        var (_, begun) = await bao.SendAsync(HttpMethod.Post, "sys/rotate/root/init", wanted);
        JsonObject? told = null;
        foreach (var key in bao.Keys.Take(3))
        {
            (_, told) = await bao.SendAsync(
                HttpMethod.Post, "sys/rotate/root/update",
                new JsonObject { ["key"] = key, ["nonce"] = begun!["data"]!["nonce"]!.ToString() });
        }

        return told!["data"]!.AsObject();
    }

    private async Task<BaoServer> OpenAsync()
    {
        var bao = await BaoServer.SealedAsync();
        var kept = new JsonObject
        {
            ["keys"] = new JsonArray([.. bao.Keys.Select(key => (JsonNode?)key)]), ["root_token"] = bao.RootToken,
        };
        await File.WriteAllTextAsync(Keys, kept.ToJsonString());
        _ = await bao.RunAsync("openbao_unseal", $"{{\"keys_file\": \"{Keys}\"}}");
        return bao;
    }

    private string Arguments(string more = "") => $"{{\"keys_file\": \"{Keys}\"{(more.Length > 0 ? ", " + more : "")}}}";
}
