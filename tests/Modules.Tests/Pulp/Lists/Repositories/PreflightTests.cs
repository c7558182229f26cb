// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Repositories;

/// <summary>What is wrong with an upstream is found by asking it once, and said once with what to change.</summary>
public sealed class PreflightTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData(401, 1, "Check remote_username and remote_password: {0} refused the login (401).")]
    [InlineData(403, 1, "Check the account's permissions at {0}, or remote_username and remote_password: it may not read there (403).")]
    public async Task An_upstream_that_refuses_is_asked_once_and_nothing_is_synced(int status, int asked, string told)
    {
        using var upstream = new FileUpstream(status);
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(
            counted.Address,
            Enumerable.Range(0, 9).Select(number => Item(number, upstream.Address, "ark-reader", "ark-wrong")),
            retries: 0);

        var message = (string)answer["msg"]!;
        Assert.StartsWith("9 of 9 items failed. 9 items (", message, StringComparison.Ordinal);
        Assert.Contains(told.Replace("{0}", upstream.Address, StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Equal(asked, upstream.Requests.Count);
        Assert.DoesNotContain(counted.Requests, request => request.EndsWith("/sync/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_login_is_not_stored()
    {
        using var upstream = new FileUpstream(asked => asked.Headers["Authorization"] == Basic("ark-reader", "ark-right") ? 200 : 401);
        _ = await RunAsync(_pulp.Address, [Item(0, upstream.Address, "ark-reader", "ark-right")], retries: 0);
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(
            counted.Address,
            [Item(0, upstream.Address, "ark-reader", "ark-wrong"), Item(1, upstream.Address, "ark-reader", "ark-wrong")],
            retries: 0);

        Assert.Contains("its remote and its login are as they were.", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            counted.Requests, request => !request.StartsWith("GET ", StringComparison.Ordinal) && !request.Contains("login/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_was_stored_before_its_sync_failed_is_told()
    {
        using var upstream = new FileUpstream(200);
        _ = await RunAsync(_pulp.Address, [Item(0, upstream.Address, "ark-reader", "ark-right")], retries: 0);
        using var missing = new FileUpstream(404);
        var answer = await RunAsync(_pulp.Address, [Item(0, missing.Address, "ark-reader", "ark-other")], retries: 1);

        Assert.Contains(
            "The new login is stored: it has replaced the old one in the remote 'item-0-remote'",
            (string)answer["msg"]!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dry_run_warns_of_an_upstream_that_refuses(bool strict)
    {
        using var upstream = new FileUpstream(401);
        var answer = await RunAsync(
            _pulp.Address,
            Enumerable.Range(0, 3).Select(number => Item(number, upstream.Address, "ark-reader", "ark-wrong")),
            retries: 0,
            checkMode: true,
            strict);

        var told = strict ? (string)answer["msg"]! : string.Concat(answer["warnings"]!.AsArray().Select(each => (string?)each));
        Assert.Contains($"{upstream.Address} refused the login (401)", told, StringComparison.Ordinal);
        Assert.Contains("It is the upstream of 3 items, such as file 'item-0'.", told, StringComparison.Ordinal);
        Assert.Equal(strict, answer["failed"] is not null);
    }

    [Fact]
    public async Task A_dry_run_warns_of_an_upstream_that_cannot_be_reached()
    {
        var answer = await RunAsync(
            _pulp.Address, [Item(0, "http://127.0.0.1:9")], retries: 0, checkMode: true);
        Assert.Contains("http://127.0.0.1:9 cannot be reached", (string)answer["warnings"]![0]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "first, then the path /item-")]
    [InlineData(500, "See the log of {0}, or try later: it answers 500 for paths such as /")]
    public async Task What_only_this_machine_may_see_so_costs_one_sync(int status, string told)
    {
        using var upstream = new FileUpstream(status);
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(
            counted.Address,
            Enumerable.Range(0, 5).Select(number => Item(number, upstream.Address, "ark-reader", "ark-wrong")),
            retries: 0);
        Told(answer, counted, told.Replace("{0}", upstream.Address, StringComparison.Ordinal));
        Assert.All(answer["results"]!.AsArray().Index(), result => Assert.Contains(
            $"/item-{result.Index}/PULP_MANIFEST", (string)result.Item!["msg"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Variables_that_logins_come_from_are_named()
    {
        using var upstream = new FileUpstream(401);
        var arguments = Calling.ListArguments(
            _pulp.Address, "file", [Item(0, upstream.Address, "ark-reader", "ark-wrong")], new JsonObject
            {
                ["retries"] = 0,
                ["option_names"] = new JsonObject { ["remote_username"] = "stackhpc_release_pulp_username", ["remote_password"] = "ark" },
            });
        var answer = await Calling.RunAsync("repositories", arguments);
        Assert.Contains(
            "Check remote_username and remote_password (stackhpc_release_pulp_username and ark): ",
            (string)answer["msg"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_login_that_only_the_sync_finds_out_is_told_first()
    {
        using var upstream = new FileUpstream(401);
        var answer = await Calling.ListAsync(
            "repositories",
            _pulp.Address,
            "file",
            [Item(0, upstream.Address, "ark-reader", "ark-wrong")],
            more: new JsonObject { ["retries"] = 0, ["preflight"] = false });
        Assert.StartsWith(
            "1 of 1 items failed. file 'item-0': Check remote_username and remote_password: Task ",
            (string)answer["msg"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_scheme_is_doubted()
    {
        using var upstream = new FileUpstream(200);
        var item = Item(0, upstream.Address["http://".Length..]);
        var answer = await RunAsync(_pulp.Address, [item], retries: 0, checkMode: true);
        Assert.Contains(
            "Write https:// (or http://) before the url of file 'item-0': it has no scheme",
            string.Concat(answer["warnings"]!.AsArray().Select(each => (string?)each)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_that_Pulp_sees_otherwise_is_synced()
    {
        var asked = 0;
        using var upstream = new FileUpstream(_ => Interlocked.Increment(ref asked) <= 3 ? 404 : 200); // each path once from here
        var answer = await RunAsync(_pulp.Address, Enumerable.Range(0, 3).Select(number => Item(number, upstream.Address)), retries: 0);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }

    [Fact]
    public async Task A_failed_sync_is_tried_again_and_the_tries_are_counted_as_Ansible_does()
    {
        using var upstream = new FileUpstream(404);
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(counted.Address, [Item(0, upstream.Address)], retries: 2);

        Assert.Equal(3, counted.Requests.Count(request => request.EndsWith("/sync/", StringComparison.Ordinal)));
        Assert.Equal(2, (int)answer["results"]![0]!["attempts"]!);
        Assert.EndsWith("One or more items failed", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "wants a login (401), and there is none.")]
    [InlineData(403, "wants a login (403), and there is none.")]
    [InlineData(404, "it answers 404, and there is no login.")]
    public async Task Where_no_login_was_given_that_is_said(int status, string told)
    {
        using var upstream = new FileUpstream(status);
        var answer = await RunAsync(_pulp.Address, [Item(1, upstream.Address)], retries: 0);
        Assert.Contains(told, (string)answer["msg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_login_to_one_host_is_tried_on_its_own()
    {
        using var upstream = new FileUpstream(asked => asked.Headers["Authorization"] == Basic("ark-reader", "ark-right") ? 200 : 401);
        var items = Enumerable.Range(0, 4).Select(number => Item(number, upstream.Address, "ark-reader", "ark-right"))
            .Concat(Enumerable.Range(4, 4).Select(number => Item(number, upstream.Address, "ark-reader", "ark-wrong")));
        var answer = await RunAsync(_pulp.Address, items, retries: 0);

        Assert.StartsWith("4 of 8 items failed. 4 items (file 'item-4', ", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.All(
            answer["results"]!.AsArray().Take(4),
            result => Assert.EndsWith("/versions/1/", (string)result!["repository_version"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_snapshot_that_is_missing_alone_is_not_blamed_on_the_login()
    {
        using var upstream = new FileUpstream(asked => asked.Url!.AbsolutePath.Contains("item-2", StringComparison.Ordinal) ? 404 : 200);
        var answer = await RunAsync(
            _pulp.Address, Enumerable.Range(0, 4).Select(number => Item(number, upstream.Address, "ark-reader", "ark-right")), retries: 0);

        Assert.StartsWith("1 of 4 items failed. file 'item-2': ", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains(
            $"Check the path /item-2/PULP_MANIFEST: {upstream.Address} answers 404 for it, and gives others what they ask for; "
                + "the login is not to blame.",
            (string)answer["msg"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_that_passes_is_waited_out()
    {
        var asked = 0;
        using var upstream = new FileUpstream(_ => Interlocked.Increment(ref asked) == 1 ? 503 : 200);
        var answer = await RunAsync(_pulp.Address, [Item(0, upstream.Address)], retries: 3);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }

    [Fact]
    public async Task An_upstream_that_cannot_be_reached_costs_one_sync()
    {
        using var counted = new FaultyProxy(_pulp.Address);
        var answer =
            await RunAsync(counted.Address, Enumerable.Range(0, 5).Select(number => Item(number, "http://127.0.0.1:9")), retries: 0);
        Told(answer, counted, "http://127.0.0.1:9 cannot be reached: the connection was refused.");
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_costs_one_sync()
    {
        using var upstream = new TlsServer();
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(counted.Address, Enumerable.Range(0, 5).Select(number => Item(number, upstream.Address)), retries: 0);
        Told(answer, counted, $"{upstream.Address} is not trusted, TLS failed: ");
        Assert.Contains(
            "Check scheme and port, ca_cert and client_cert, or tls_validation: ", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_refuses_costs_one_sync()
    {
        using var proxy = new ScriptedServer(
            Enumerable.Repeat(
                ScriptedServer.Answer("407 Proxy Authentication Required", "{}", "Proxy-Authenticate: Basic realm=\"x\"\r\n"), 200)
                .ToList());
        using var upstream = new FileUpstream();
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(
            counted.Address,
            Enumerable.Range(0, 5).Select(number =>
            {
                var item = Item(number, upstream.Address);
                item["proxy_url"] = proxy.Address;
                return item;
            }),
            retries: 0);
        Told(
            answer,
            counted,
            "Check proxy_username and proxy_password: "
                + $"the proxy {proxy.Address["http://".Length..]}, which proxy_url names, wants a login (407).");
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task A_login_that_only_the_server_knows_is_left_to_the_server()
    {
        using var upstream = new FileUpstream(asked => asked.Headers["Authorization"] == Basic("ark-reader", "ark-right") ? 200 : 401);
        var first = await RunAsync(_pulp.Address, [Item(0, upstream.Address, "ark-reader", "ark-right")], retries: 0);
        Assert.True(first["failed"] is null, (string?)first["msg"]);

        var again = await RunAsync(_pulp.Address, [Item(0, upstream.Address)], retries: 0);

        Assert.True(again["failed"] is null, (string?)again["msg"]);
        Assert.Equal("synced", (string?)again["results"]![0]!["action"]);
    }

    [Fact]
    public async Task Told_not_to_nothing_is_asked_beforehand()
    {
        using var upstream = new FileUpstream(401);
        using var counted = new FaultyProxy(_pulp.Address);
        _ = await Calling.ListAsync(
            "repositories",
            counted.Address,
            "file",
            [Item(0, upstream.Address)],
            more: new JsonObject { ["retries"] = 0, ["preflight"] = false });
        _ = Assert.Single(counted.Requests, request => request.EndsWith("/sync/", StringComparison.Ordinal));
    }

    private static void Told(JsonObject answer, FaultyProxy counted, string told)
    {
        Assert.StartsWith("5 of 5 items failed. 5 items (", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains(told, (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains("The first sync from there failed, too: ", (string)answer["msg"]!, StringComparison.Ordinal);
        _ = Assert.Single(counted.Requests, request => request.EndsWith("/sync/", StringComparison.Ordinal));
    }

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static JsonObject Item(int number, string upstream, string? user = null, string? password = null)
    {
        var item = new JsonObject { ["name"] = $"item-{number}", ["url"] = $"{upstream}/item-{number}/PULP_MANIFEST", ["max_retries"] = 0 };
        if (user is not null)
        {
            (item["remote_username"], item["remote_password"]) = (user, password);
        }

        return item;
    }

    private static Task<JsonObject> RunAsync(
        string address, IEnumerable<JsonObject> items, int retries, bool checkMode = false, bool strict = false) =>
        Calling.ListAsync(
            "repositories", address, "file", items, checkMode, new JsonObject { ["retries"] = retries, ["strict"] = strict });
}
