// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder.Preflight;

/// <summary>Each check as ok, as not ok and as one that cannot be told.</summary>
public sealed class HostPreflightTests : IDisposable
{
    private const string Links = """
        [{"ifname":"breth1","flags":["BROADCAST","UP"],"linkinfo":{"info_kind":"bridge"},
          "addr_info":[{"local":"192.168.33.3","prefixlen":24}]},
         {"ifname":"dummy1","flags":["UP"],"master":"breth1","addr_info":[]},
         {"ifname":"eth0","flags":["UP"],"addr_info":[{"local":"10.0.0.5","prefixlen":24}]}]
        """;

    private const string RenamedLinks = """
        [{"ifname":"br0","altnames":["breth1"],"flags":["UP"],"linkinfo":{"info_kind":"bridge"},
          "addr_info":[{"local":"192.168.33.3","prefixlen":24}]},
         {"ifname":"enp1s0","altnames":["enx0","dummy1"],"flags":["UP"],"master":"br0"}]
        """;

    private static readonly (string Line, string Output)[] Ready =
    [
        ("cat /etc/os-release", "NAME=\"Ubuntu\"\nID=ubuntu\nVERSION_ID=\"22.04\"\n"),
        ("getent ahosts localhost", "127.0.0.1       STREAM localhost\n"),
        ("dpkg-query", ""),
        ("df", "    Avail\n107374182400\n"),
        ("vgs", "  rootvg\n"),
        ("ip -json", Links),
    ];

    /// <summary>Nothing here takes any time, but the machine may.</summary>
    private static readonly Patience Long = new(TimeSpan.FromMinutes(5));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-preflight-");
    private readonly ScriptedEngine _engine = new(new Dictionary<string, string>
    {
        ["GET /networks"] = """[{"Name":"bridge"}]""",
        ["POST /auth"] = """{"Status":"Login Succeeded","IdentityToken":""}""",
    });

    public HostPreflightTests()
    {
        File.WriteAllText(At("vault-pw"), "secret");
        File.SetUnixFileMode(At("vault-pw"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _ = Directory.CreateDirectory(At("config/.git"));
        File.WriteAllText(At("config/.git/HEAD"), "ref: refs/heads/stackhpc/2024.1\n");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_host_that_has_everything_is_ready()
    {
        var registry = new JsonObject
        {
            ["registry"] = "registry.example:5000",
            ["registry_username"] = "u",
            ["registry_password"] = "p-w-d",
        };
        var result = await RunAsync([], registry);
        Assert.True((bool?)result["ready"], result.ToJsonString());
        Assert.All(result["checks"]!.AsArray(), check => Assert.Equal("ok", (string?)check!["state"]));
        Assert.Equal(15, result["checks"]!.AsArray().Count);
        Assert.DoesNotContain("p-w-d", result.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat /etc/os-release", "ID=debian\nVERSION_ID=12\n", "distribution", "not_ok", "rocky 9 or ubuntu 22.04 or 24.04")]
    [InlineData("cat /etc/os-release", "", "distribution", "unknown", "names no distribution")]
    [InlineData("getent", "", "localhost", "not_ok", "cannot be resolved")]
    [InlineData("getent", "10.0.0.9  STREAM localhost\n", "localhost", "not_ok", "localhost is 10.0.0.9")]
    [InlineData("getent", "NOCHANGE", "localhost", "unknown", "getent says")]
    [InlineData("dpkg-query", "ii ", "command-not-found", "not_ok", "Run purge-command-not-found.yml")]
    [InlineData("dpkg-query", "hi ", "command-not-found", "not_ok", "Run purge-command-not-found.yml")]
    [InlineData("dpkg-query", "rc ", "command-not-found", "not_ok", "the configuration is left")]
    [InlineData("dpkg-query", "un ", "command-not-found", "ok", "is away")]
    [InlineData("cat /etc/os-release", "ID=fedora\nID='rocky'\nVERSION_ID=\"9.4\"\n", "distribution", "ok", "this host runs rocky 9.4")]
    [InlineData("cat /etc/os-release", "ID=rocky\nVERSION_ID=\"8.9\"\n", "distribution", "not_ok", "this host runs rocky 8.9")]
    [InlineData("cat /etc/os-release", "ID=rocky\nVERSION_ID=95\n", "distribution", "not_ok", "this host runs rocky 95")]
    [InlineData("ip -json", RenamedLinks, "interface dummy1", "ok", "is a port of breth1")]
    [InlineData("ip -json", RenamedLinks, "interface breth1", "ok", "is a bridge, and up")]
    [InlineData("ip -json", RenamedLinks, "address 192.168.33.3/24", "ok", "breth1 has it")]
    [InlineData("dpkg-query", "BROKEN", "command-not-found", "unknown", "dpkg-query says")]
    [InlineData("ip -json", """[{"ifname":"dummy1","master":"breth1"}]""", "interface dummy1", "not_ok", "Set dummy1 up")]
    [InlineData("ip -json", """[{"ifname":"breth1"}]""", "interface dummy1", "not_ok", "Make dummy1 and put it into breth1")]
    [InlineData("ip -json", """[{"ifname":"breth1"}]""", "address 192.168.33.3/24", "not_ok", "Give it to breth1")]
    [InlineData("df", "Avail\n1073741824\n", "free space at /home", "not_ok", "1.0 GiB are free at /home, 2.0 GiB are needed")]
    [InlineData("df", "nothing", "free space at /tmp", "unknown", "does not tell")]
    [InlineData("vgs", "", "LVM", "not_ok", "no volume group")]
    [InlineData("vgs", "NOCHANGE", "LVM", "unknown", "Run the check as root")]
    [InlineData("ip -json", "[]", "interface breth1", "not_ok", "there is no interface breth1")]
    [InlineData("ip -json", """[{"ifname":"breth1","flags":["UP"]}]""", "interface breth1", "not_ok", "breth1 is no bridge")]
    [InlineData("ip -json", """[{"ifname":"breth1","linkinfo":{"info_kind":"bridge"}}]""", "interface breth1", "not_ok", "breth1 is down")]
    [InlineData("ip -json", """[{"ifname":"dummy1","flags":["UP"]}]""", "interface dummy1", "not_ok", "no port of breth1")]
    [InlineData(
        "ip -json",
        """[{"ifname":"e0","addr_info":[{"local":"192.168.33.3","prefixlen":24}]}]""",
        "address 192.168.33.3/24",
        "not_ok",
        "Take it from e0")]
    [InlineData(
        "ip -json",
        """[{"ifname":"breth1","addr_info":[{"local":"192.168.33.3","prefixlen":16}]}]""",
        "address 192.168.33.3/24",
        "not_ok",
        "another length")]
    [InlineData("ip -json", "no JSON", "network", "unknown", "iproute2")]
    public async Task What_is_not_as_it_must_be_is_told_with_its_cure(string tool, string told, string what, string state, string expected)
    {
        var result = await RunAsync([(tool, told)]);
        var check = Find(result, what);
        Assert.Equal(state, (string?)check["state"]);
        Assert.Contains(expected, $"{check["seen"]}. {check["advice"]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vault-pw", "missing", "there is no ")]
    [InlineData("vault-pw", "open", "chmod 600")]
    [InlineData("vault-pw", "empty", "is empty")]
    [InlineData("config", "missing", "Clone it with -b stackhpc/2024.1")]
    [InlineData("config", "other", "it is on master")]
    [InlineData("config", "none", "no checkout of git")]
    [InlineData("vault-pw", "dangling", "there is no ")]
    [InlineData("vault-pw", "circle", "cannot be looked at", "unknown")]
    [InlineData("config", "odd", "cannot be looked at", "unknown")]
    public async Task What_kayobe_needs_is_told_with_its_cure(string file, string state, string expected, string told = "not_ok")
    {
        switch (state)
        {
            case "missing" when file == "config": Directory.Delete(At("config"), recursive: true); break;
            case "missing": File.Delete(At("vault-pw")); break;
            case "open": File.SetUnixFileMode(At("vault-pw"), UnixFileMode.UserRead | UnixFileMode.OtherRead); break;
            case "empty": await File.WriteAllTextAsync(At("vault-pw"), ""); break;
            case "dangling" or "circle":
                File.Delete(At("vault-pw"));
                _ = File.CreateSymbolicLink(At("vault-pw"), At(state == "circle" ? "vault-pw" : "nowhere"));
                break;
            case "odd":
                File.Delete(At("config/.git/HEAD"));
                _ = Directory.CreateDirectory(At("config/.git/HEAD"));
                break;
            case "other": await File.WriteAllTextAsync(At("config/.git/HEAD"), "ref: refs/heads/master\n"); break;
            default: Directory.Delete(At("config/.git"), recursive: true); break;
        }

        var check = Find(await RunAsync([]), file == "config" ? $"checkout {At("config")}" : "vault password");
        Assert.Equal(told, (string?)check["state"]);
        Assert.Contains(expected, $"{check["seen"]}. {check["advice"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_cannot_be_told()
    {
        var commands = new RecordedCommands(Ready);
        _ = commands.Missing.Add("dpkg-query");
        var more = new JsonObject
        {
            ["docker_host"] = $"unix://{At("none.sock")}",
            ["registry"] = "registry.example:5000",
            ["registry_username"] = "u",
            ["registry_password"] = "p-w-d",
        };
        var result = await RunAsync(commands, more);
        Assert.All(
            ["command-not-found", "engine's network", "registry"],
            what => Assert.Equal("unknown", (string?)Find(result, what)["state"]));
        var denied = new ModuleException("permission denied", new HttpRequestException("no", new SocketException((int)SocketError.AccessDenied)));
        Assert.Equal(CheckState.Unknown, EngineChecks.Missing(denied).State);
        var slow = ServerChecks.TooSlow(new("package repositories", new("http://pulp.example/"), "mirror_url"));
        Assert.Equal((CheckState.Unknown, "http://pulp.example/ does not answer in 20 s"), (slow.State, slow.Seen));
    }

    [Theory]
    [InlineData(200, "ok", "takes the login")]
    [InlineData(401, "not_ok", "refuses the login of 'reader'")]
    [InlineData(403, "not_ok", "refuses the login of 'reader'")]
    [InlineData(404, "not_ok", "Check mirror_url")]
    [InlineData(301, "not_ok", "answers 301. Check that mirror_url is a Pulp server's address")]
    [InlineData(407, "not_ok", "answers 407")]
    [InlineData(400, "not_ok", "answers 400")]
    [InlineData(429, "unknown", "answers 429. Wait a little")]
    [InlineData(502, "not_ok", "answers 502")]
    public async Task A_server_is_asked_with_its_login(int status, string state, string expected)
    {
        var (listener, address) = LocalListener.Start();
        var asked = AnswerAsync(listener, status);
        var more = new JsonObject { ["mirror_url"] = address, ["mirror_username"] = "reader", ["mirror_password"] = "s-e-c-r-e-t" };
        var result = await RunAsync([], more);
        Assert.Equal("/pulp/api/v3/status/ Basic cmVhZGVyOnMtZS1jLXItZS10", await asked);
        listener.Close();
        var check = Find(result, "package repositories");
        Assert.Equal(state, (string?)check["state"]);
        Assert.Contains(expected, $"{check["seen"]}. {check["advice"]}", StringComparison.Ordinal);
        Assert.DoesNotContain("s-e-c-r-e-t", result.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_does_not_answer_is_not_ok_and_strict_fails_with_all_checks()
    {
        var result = await RunAsync([], new JsonObject { ["proxy_url"] = "http://127.0.0.1:9/", ["strict"] = true });
        Assert.True((bool?)result["failed"]);
        Assert.Equal("not_ok", (string?)Find(result, "authenticating proxy")["state"]);
        Assert.StartsWith("Mend this, or let ci-aio-setup.yml do what it can: ", (string?)result["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_not_ok()
    {
        var check = Find(await RunAsync([], new JsonObject { ["docker_host"] = $"unix://{At("none.sock")}" }), "engine");
        Assert.Equal("not_ok", (string?)check["state"]);
        Assert.False((bool?)check["done_by_playbook"], "kayobe does it, not the playbook that sets the host up");
    }

    [Theory]
    [InlineData("cat", "distribution", "names no distribution")]
    [InlineData("cat", "command-not-found", "names no distribution")]
    [InlineData("getent", "localhost", "getent is not installed")]
    [InlineData("dpkg-query", "command-not-found", "dpkg-query is not installed")]
    [InlineData("df", "free space at /home", "df is not installed")]
    [InlineData("ip", "network", "ip is not installed")]
    public async Task A_host_without_a_program_is_told_all_that_needs_no_such_program(string program, string what, string expected)
    {
        var commands = new RecordedCommands(Ready);
        _ = commands.Missing.Add(program);
        var result = await RunAsync(commands, more: null);
        Assert.False((bool?)result["failed"] ?? false, (string?)result["msg"]);
        var check = Find(result, what);
        Assert.Equal("unknown", (string?)check["state"]);
        Assert.Contains(expected, (string?)check["seen"], StringComparison.Ordinal);
        Assert.Equal("ok", (string?)Find(result, "vault password")["state"]);
    }

    [Fact]
    public async Task An_address_is_the_same_however_it_is_written()
    {
        var links = Links.Replace("\"192.168.33.3\",\"prefixlen\":24", "\"fd00::3\",\"prefixlen\":64", StringComparison.Ordinal);
        var result = await RunAsync([("ip -json", links)], new JsonObject { ["address"] = "FD00:0:0::0003/64" });
        Assert.Equal("ok", (string?)Find(result, "address fd00::3/64")["state"]);
    }

    [Theory]
    [InlineData("getent", "localhost")]
    [InlineData("df", "free space at /home")]
    [InlineData("vgs", "LVM")]
    [InlineData("ip", "network")]
    [InlineData("dpkg-query", "command-not-found")]
    public async Task What_hangs_is_told_and_all_else_is_looked_at(string program, string what)
    {
        var module = new HostPreflightModule(new HangingCommands(program, new RecordedCommands(Ready)), new Patience(TimeSpan.FromMilliseconds(1)));
        var result = await Calling.RunAsync(module, new() { ["environment"] = "ci-aio", ["docker_host"] = $"unix://{At("none.sock")}" });
        var check = Find(result, what);
        Assert.Equal("unknown", (string?)check["state"]);
        Assert.Contains($"{program} does not answer within", (string?)check["seen"], StringComparison.Ordinal);
        Assert.Equal("ok", (string?)Find(result, "distribution")["state"]);
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_told()
    {
        var broken = new HangingCommands("vgs", new RecordedCommands(Ready)) { Failure = new ModuleException("Let 'vgs' be started: no") };
        var result = await Calling.RunAsync(
            new HostPreflightModule(broken, Long), new() { ["environment"] = "ci-aio", ["docker_host"] = _engine.Address });
        Assert.Equal("unknown", (string?)Find(result, "LVM")["state"]);
        Assert.Contains("Let 'vgs' be started", (string?)Find(result, "LVM")["seen"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"DockerRootDir":"/srv/containers"}""", null, "free space at /srv/containers")]
    [InlineData("""{"DockerRootDir":""}""", null, "free space at /var/lib/docker")]
    [InlineData("500 Oops {}", null, "free space at /var/lib/docker")]
    [InlineData("""{"DockerRootDir":"/srv/containers"}""", "/var/lib/docker", "free space at /var/lib/docker")]
    public async Task Space_is_looked_for_where_the_engine_keeps_its_images(string info, string? asked, string what)
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string> { ["GET /networks"] = "[]", ["GET /info"] = info });
        var more = new JsonObject { ["docker_host"] = engine.Address };
        if (asked is not null)
        {
            more["space"] = new JsonObject { [asked] = "1G" };
        }

        Assert.Equal("ok", (string?)Find(await RunAsync([], more), what)["state"]);
    }

    /// <summary>It takes requests, and answers none.</summary>
    [Fact]
    public async Task An_engine_that_hangs_is_told()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var module = new HostPreflightModule(new RecordedCommands(Ready), new Patience(TimeSpan.FromMilliseconds(50)));
        var result = await Calling.RunAsync(
            module, new() { ["environment"] = "ci-aio", ["docker_host"] = $"tcp://{silent.LocalEndpoint}" });
        Assert.Equal("unknown", (string?)Find(result, "engine")["state"]);
        Assert.Contains("does not answer within", (string?)Find(result, "engine")["seen"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_not_as_it_must_be_it_is_said_what_to_do_and_whether_the_playbook_does_it()
    {
        var more = new JsonObject { ["proxy_url"] = "http://127.0.0.1:9/", ["docker_host"] = $"unix://{At("none.sock")}", ["registry"] = "r" };
        var result = await RunAsync([.. Ready.Select(answer => (answer.Line, "BROKEN"))], more);
        foreach (var check in result["checks"]!.AsArray().Where(check => (string?)check!["state"] != "ok"))
        {
            Assert.NotNull(check!["advice"]);
            Assert.NotNull(check["done_by_playbook"]);
        }
    }

    /// <summary>Without a name an engine would ask its hub, and be sent the login.</summary>
    [Fact]
    public async Task A_registry_without_a_name_is_left_out()
    {
        var result = await RunAsync([], new() { ["registry"] = "", ["registry_username"] = "u", ["registry_password"] = "p-w-d" });
        Assert.DoesNotContain(result["checks"]!.AsArray(), check => (string?)check!["what"] == "registry");
        Assert.DoesNotContain(_engine.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vault_password_file", "vault password")]
    [InlineData("checkouts", "checkout ")]
    public async Task What_may_not_be_looked_at_is_not_taken_for_missing(string option, string what)
    {
        // A name that no file system takes is refused to root as well.
        var path = At(new string('x', 300));
        JsonNode value = option == "checkouts" ? new JsonArray(new JsonObject { ["path"] = path }) : path;
        var result = await Calling.RunAsync(
            new HostPreflightModule(new RecordedCommands(Ready), Long),
            new() { ["environment"] = "ci-aio", ["docker_host"] = _engine.Address, [option] = value });
        var check = result["checks"]!.AsArray().Single(each => ((string)each!["what"]!).StartsWith(what, StringComparison.Ordinal))!;
        Assert.Equal("unknown", (string?)check["state"]);
        Assert.Contains("cannot be looked at", (string?)check["seen"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /networks", "500 Oops {}", "engine's network", "unknown", "See what the engine logs")]
    [InlineData("POST /auth", "401 Unauthorized {\"message\":\"unauthorized\"}", "registry", "not_ok", "Check registry")]
    public async Task What_an_engine_refuses_is_told(string request, string answer, string what, string state, string expected)
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string> { ["GET /networks"] = "[]", [request] = answer });
        var more = new JsonObject
        {
            ["docker_host"] = engine.Address,
            ["registry"] = "registry.example:5000",
            ["registry_username"] = "u",
            ["registry_password"] = "p-w-d",
        };
        var check = Find(await RunAsync([], more), what);
        Assert.Equal(state, (string?)check["state"]);
        Assert.Contains(expected, (string?)check["advice"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("space", """{"/tmp":"lots"}""", "Give the space at /tmp as a size such as 4G or 500m: 'lots' is none.")]
    [InlineData("space", """{"/tmp":[1]}""", "Give the space at /tmp as a size such as 4G or 500m: '[1]' is none.")]
    [InlineData("space", """{"/tmp":"max"}""", "Give the space at /tmp as a size")]
    [InlineData("space", """{"/tmp":null}""", "Give the space at /tmp as a size")]
    [InlineData("space", """{"tmp":"1G"}""", "Give the paths of space from the root on, like /home: 'tmp' is none.")]
    [InlineData("address", "\"breth1\"", "like 192.168.33.3/24: 'breth1' is no such address.")]
    [InlineData("address", "\"192.168.33.3\"", "like 192.168.33.3/24: '192.168.33.3' is no such address.")]
    [InlineData("address", "\"192.168.33.3/33\"", "is no such address.")]
    [InlineData("address", "\"192.168.33/24\"", "like 192.168.33.3/24: '192.168.33/24' is no such address.")]
    [InlineData("address", "\"010.0.0.1/8\"", "is no such address.")]
    [InlineData("address", "\"[fd00::3]/64\"", "like 192.168.33.3/24: '[fd00::3]/64' is no such address.")]
    [InlineData("address", "\"fe80::3%eth0/64\"", "is no such address.")]
    [InlineData("vault_password_file", "\"\"", "as vault_password_file, or leave it out: it is empty.")]
    [InlineData("interface", "\"\"", "Give the name of an interface as interface")]
    [InlineData("port", "\"\"", "Give the name of an interface as port")]
    [InlineData("mirror_url", "\"pulp\"", "Give scheme, host and port in mirror_url")]
    [InlineData("proxy_url", "\"http://u:p@x\"", "and no login: 'x' is no such URL")]
    public async Task What_is_wrong_in_the_call_is_named_with_its_cure(string option, string value, string expected)
    {
        var result = await RunAsync([], new JsonObject { [option] = JsonNode.Parse(value) });
        Assert.True((bool?)result["failed"], result.ToJsonString());
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_without_a_login_cannot_be_told()
    {
        var check = Find(await RunAsync([], new JsonObject { ["registry"] = "registry.example:5000" }), "registry");
        Assert.Equal("unknown", (string?)check["state"]);
        Assert.Contains("Give registry_username", (string?)check["advice"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "/pulp/api/v3/status/ 200", "ok", "takes the login")]
    [InlineData(null, "/pulp/api/v3/status/ 403, /pulp/content/ 200", "ok", "/pulp/content/ answers")]
    [InlineData(null, "/pulp/api/v3/status/ 401", "not_ok", "Deploy the proxy again with another login")]
    [InlineData(null, "/pulp/api/v3/status/ 403, /pulp/content/ 502", "not_ok", "answers 502")]
    [InlineData("/pulp/content/x/", "/pulp/content/x/ 200", "ok", "takes the login")]
    [InlineData("pulp/content/x/", "/pulp/content/x/ 403", "not_ok", "Deploy the proxy again with another login")]
    [InlineData("pulp/content/x/", "/pulp/content/x/ 404", "not_ok", "Check proxy_url")]
    public async Task A_proxy_is_asked_without_a_login_also_where_it_keeps_the_api_closed(
        string? path, string exchanges, string state, string expected)
    {
        var answers = exchanges.Split(", ").Select(exchange => exchange.Split(' ')).ToDictionary(pair => pair[0], pair => pair[1]);
        using var proxy = new RecordingServer(request => new(int.Parse(answers[request.Path], CultureInfo.InvariantCulture)));
        var check = Find(await RunAsync([], new JsonObject { ["proxy_url"] = proxy.Address, ["proxy_path"] = path }), "authenticating proxy");
        Assert.Equal(state, (string?)check["state"]);
        Assert.Contains(expected, $"{check["seen"]}. {check["advice"]}", StringComparison.Ordinal);
        Assert.Equal(answers.Keys, proxy.Requests.Select(request => request.Path));
    }

    private static JsonObject Find(JsonObject result, string what) =>
        result["checks"]!.AsArray().Single(check => (string?)check!["what"] == what)!.AsObject();

    private static async Task<string> AnswerAsync(HttpListener listener, int status)
    {
        var context = await listener.GetContextAsync();
        context.Response.StatusCode = status;
        context.Response.Close();
        return $"{context.Request.Url!.AbsolutePath} {context.Request.Headers["Authorization"]}";
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private Task<JsonObject> RunAsync((string, string)[] first, JsonObject? more = null) =>
        RunAsync(new RecordedCommands([.. first, .. Ready]), more);

    private async Task<JsonObject> RunAsync(RecordedCommands commands, JsonObject? more)
    {
        var arguments = more ?? [];
        arguments["environment"] = "ci-aio";
        arguments.TryAdd("vault_password_file", At("vault-pw"));
        arguments["checkouts"] = new JsonArray(new JsonObject { ["path"] = At("config"), ["branch"] = "stackhpc/2024.1" });
        arguments.TryAdd("docker_host", _engine.Address);
        return await Calling.RunAsync(new HostPreflightModule(commands, Long), arguments);
    }
}
