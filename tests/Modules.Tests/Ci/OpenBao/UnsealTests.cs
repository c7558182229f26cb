// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class UnsealTests
{
    private const string Foreign = "abababababababababababababababababababababababababababababababab12";

    [Fact]
    public async Task It_gives_as_many_keys_as_are_needed_and_an_open_server_none()
    {
        using var bao = await BaoServer.SealedAsync();

        Assert.True((bool?)(await bao.RunAsync("openbao_unseal", Arguments(bao.Keys), checkMode: true))["changed"]);
        Assert.DoesNotContain("PUT /v1/sys/unseal 200", bao.Requests);
        var answer = await bao.RunAsync("openbao_unseal", Arguments(bao.Keys));

        Assert.False((bool?)answer["sealed"], answer.ToJsonString());
        Assert.Equal(3, bao.Requests.Count(request => request == "PUT /v1/sys/unseal 200"));
        Assert.False((bool?)(await bao.RunAsync("openbao_unseal", Arguments(bao.Keys)))["changed"]);
        Assert.DoesNotContain(bao.Keys[0], answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_among_enough_others_is_named_and_the_server_opened()
    {
        using var bao = await BaoServer.SealedAsync();

        var answer = await bao.RunAsync("openbao_unseal", Arguments([bao.Keys[0], Foreign, bao.Keys[2], bao.Keys[3]]));

        Assert.False((bool?)answer["sealed"], answer.ToJsonString());
        Assert.Contains("Replace key 2 of keys", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("key 1 of", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_among_too_few_is_told_and_nothing_of_ours_is_left()
    {
        using var bao = await BaoServer.SealedAsync();

        var answer = await bao.RunAsync("openbao_unseal", Arguments([bao.Keys[0], Foreign, bao.Keys[2]]));

        Assert.StartsWith("Give more keys, then the wrong one is named", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Equal(0, (int?)(await bao.SendAsync(HttpMethod.Get, "sys/seal-status")).Body!["progress"]);
    }

    [Theory]
    [InlineData("not a key!", "Check key 1 of keys: it is neither hex nor base64.")]
    [InlineData("abab", "Check key 1 of keys: it has 2 bytes")]
    public async Task What_cannot_be_a_key_is_named_before_any_is_given(string key, string message)
    {
        using var bao = await BaoServer.SealedAsync();

        var answer = await bao.RunAsync("openbao_unseal", Arguments([key, bao.Keys[1], bao.Keys[2]]));

        Assert.StartsWith(message, (string?)answer["msg"], StringComparison.Ordinal);
        Assert.DoesNotContain(bao.Requests, request => request.StartsWith("PUT /v1/sys/unseal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_few_keys_are_an_error_unless_others_give_theirs()
    {
        using var bao = await BaoServer.SealedAsync();

        var refused = await bao.RunAsync("openbao_unseal", Arguments([bao.Keys[0]]));
        Assert.StartsWith("Give 3 keys, or say partial: true", (string?)refused["msg"], StringComparison.Ordinal);
        var given = await bao.RunAsync("openbao_unseal", Arguments([bao.Keys[0]], "\"partial\": true"));
        Assert.Equal(1, (int?)given["progress"]);

        // Another person's run completes it, and resets nothing.
        var opened = await bao.RunAsync("openbao_unseal", Arguments([bao.Keys[3], bao.Keys[4]]));
        Assert.False((bool?)opened["sealed"], opened.ToJsonString());
    }

    [Fact]
    public async Task The_keys_of_another_server_are_told_as_such()
    {
        using var bao = await BaoServer.SealedAsync();
        using var other = await BaoServer.SealedAsync();

        var answer = await bao.RunAsync("openbao_unseal", Arguments(other.Keys));

        Assert.StartsWith("Check that the keys are this server's", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.True((bool?)(await bao.SendAsync(HttpMethod.Get, "sys/seal-status")).Body!["sealed"]);
    }

    [Fact]
    public async Task A_server_without_keys_is_told_apart()
    {
        using var bao = new BaoServer();

        Assert.StartsWith(
            "Initialise it with openbao_init", (string?)(await bao.RunAsync("openbao_unseal", Arguments([Foreign])))["msg"],
            StringComparison.Ordinal);
    }

    /// <summary>As recorded: the answer to the last key of a node that joins is "sealed, progress 0".</summary>
    [Fact]
    public async Task A_node_that_joins_is_asked_until_it_is_open()
    {
        using var bao = new ScriptedServer(
            Status(isSealed: true, 0), Status(isSealed: true, 1, "a"), Status(isSealed: true, 0), Status(isSealed: true, 0),
            Status(isSealed: false, 0));

        var answer = await AskAsync(bao, [Key('1'), Key('2')]);

        Assert.False((bool?)answer["sealed"], answer.ToJsonString());
        Assert.Equal(3, bao.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_somebody_else_has_begun_anew_is_neither_reset_nor_added_to()
    {
        using var bao = new ScriptedServer(
            Status(isSealed: true, 0, threshold: 3), Status(isSealed: true, 1, "ours", 3), Status(isSealed: true, 1, "theirs", 3));

        var answer = await AskAsync(bao, [Key('1'), Key('2'), Key('3')]);

        Assert.StartsWith("Run it again when nobody else unseals this server", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Equal(3, bao.Requests.Count);
        Assert.All(bao.Texts, text => Assert.DoesNotContain("reset", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_others_gave_stay_when_ours_cannot_be_given()
    {
        using var bao = new ScriptedServer(Status(isSealed: true, 1, "theirs", 3), Status(isSealed: true, 2, "theirs", 3), "", "");

        var answer = await AskAsync(bao, [Key('1'), Key('2')]);

        Assert.True((bool?)answer["failed"]);
        Assert.All(bao.Texts, text => Assert.DoesNotContain("reset", text, StringComparison.Ordinal));
    }

    private static string Key(char digit) => new(digit, 66);

    private static string Status(bool isSealed, int progress, string nonce = "", int threshold = 2) => ScriptedServer.Answer("200 OK", new JsonObject
    {
        ["initialized"] = true, ["sealed"] = isSealed, ["t"] = threshold, ["n"] = 3, ["progress"] = progress, ["nonce"] = nonce,
    }.ToJsonString());

    private static Task<JsonObject> AskAsync(ScriptedServer bao, IReadOnlyList<string> keys)
    {
        var arguments = JsonNode.Parse(Arguments(keys))!.AsObject();
        arguments["url"] = bao.Address;
        return Calling.RunAsync("openbao_unseal", arguments);
    }

    private static string Arguments(IReadOnlyList<string> keys, string more = "") =>
        $"{{\"keys\": {new JsonArray([.. keys.Select(key => (JsonNode?)key)]).ToJsonString()}{(more.Length > 0 ? ", " + more : "")}}}";
}
