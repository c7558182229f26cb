// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Messages;
using Modules.Pulp.Api;
using Modules.Tests.Infra;
using static Modules.Tests.Infra.ScriptedServer;

namespace Modules.Tests.Pulp.Api;

/// <summary>What a person reads when the server says no, or nothing.</summary>
public sealed class HttpFailureTests
{
    private const string Found = """{"pulp_href":"/pulp/api/v3/repositories/rpm/rpm/1/","name":"r","description":null}""";
    private const string Change = """{"name":"r","description":"new","state":"present"}""";
    private const string Create = """{"name":"r","state":"present"}""";

    public static TheoryData<string, string, string[]> Refusals => new()
    {
        { "400 Bad Request", """{"name":["This field must be unique."],"non_field_errors":["Sorry."]}""", [
            "name: This field must be unique; Sorry.", "POST http://127.0.0.1:", """{"name":["This field must be unique."]""",
        ] },
        { "401 Unauthorized", """{"detail":"Invalid username/password."}""", [
            "Authentication failed for repositories_rpm_rpm_create.", "401", "Check username and password: ",
        ] },
        { "403 Forbidden", """{"detail":"You do not have permission."}""", [
            "Operation repositories_rpm_rpm_create is not authorized.", "You do not have permission.", "role",
        ] },
        { "404 Not Found", "<html><h1>Not Found</h1></html>", [
            "this does not look like a Pulp server", "Check pulp_url", "It said: Not Found",
        ] },
        { "413 Request Entity Too Large", "<html><h1>413</h1></html>", ["413", "chunk_size", "client_max_body_size"] },
        { "409 Conflict", "", ["409", "Try again when the other operation is over"] },
        { "500 Internal Server Error", "<html><body>Sorry</body></html>", ["500", "See the log of the server", "It said: Sorry"] },
        { "502 Bad Gateway", "<html><body>nginx</body></html>", ["502", "or of the proxy before it", "It said: nginx"] },
        { "507 Insufficient Storage", "", ["Free space on the Pulp server"] },
        { "500 Internal Server Error", "OSError: [Errno 28] No space left on device", ["Free space on the Pulp server"] },
        { "400 Bad Request", "<center>The plain HTTP request was sent to HTTPS port</center>", ["Write https:// in pulp_url"] },
        { "302 Found", "", ["302", "redirect"] },
        { "200 OK", "<html>welcome</html>", ["not JSON", "does not look like a Pulp server"] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_that_is_no_success_names_request_status_and_remedy(string status, string body, string[] words)
    {
        var nothing = Answer("200 OK", """{"count":0,"results":[]}""");
        var isAskedAgain = body.Contains("must be unique", StringComparison.Ordinal); // somebody else may just have made it
        using var server = new ScriptedServer([nothing, Answer(status, body), .. isAskedAgain ? [nothing] : Array.Empty<string>()]);

        var message = (string)(await Calling.RunAsync("rpm_repository", server.Address, Create))["msg"]!;

        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
        Assert.Equal(isAskedAgain ? 3 : 2, server.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_told_also_where_the_server_says_nothing_more()
    {
        using var server = new ScriptedServer(
            Answer("200 OK", """{"count":0,"results":[]}"""),
            Answer("400 Bad Request", """{"name":["This field must be unique."]}"""),
            Answer("500 Oops", ""));

        var message = (string)(await Calling.RunAsync("rpm_repository", server.Address, Create))["msg"]!;

        Assert.Contains("This field must be unique", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "the connection was refused")]
    [InlineData("http://pulp.invalid", "the name 'pulp.invalid' cannot be resolved")]
    [InlineData("127.0.0.1:8080", "Write https:// (or http://) before pulp_url '127.0.0.1:8080': it has no scheme.")]
    [InlineData("pulp.example.org", "Write https:// (or http://) before pulp_url 'pulp.example.org': it has no scheme.")]
    [InlineData("http:pulp.example.org", "Write http:// with two slashes")]
    [InlineData("htps://x", "Write http:// or https:// in pulp_url 'htps://x': 'htps' is neither.")]
    [InlineData("'https://x'", "without blanks and quotes around it")]
    [InlineData("https://{{ pulp_host }}:8080", "Ansible did not fill in its template")]
    [InlineData("", "Give pulp_url, it is empty")]
    [InlineData("https://:8080", "Write https:// with two slashes and a host after them")]
    [InlineData("unix:/nowhere/pulp.sock", "failed")]
    public async Task A_server_that_is_not_there_is_named(string address, string words) =>
        Assert.Contains(words, (string)(await Calling.RunAsync("status", address))["msg"]!, StringComparison.Ordinal);

    [Fact]
    public void A_refusal_with_a_reason_of_its_own_is_not_blamed_on_the_users_roles()
    {
        var said = HttpFailure.Of(
            new Asked(HttpMethod.Patch, new Uri("http://pulp/pulp/api/v3/roles/1/"), "roles/1/", OptionNames.Own),
            System.Net.HttpStatusCode.Forbidden,
            """{"detail":"The role is locked."}""").Message;
        Assert.EndsWith("answered 403: The role is locked.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_to_a_plain_port_is_a_matter_of_TLS()
    {
        using var server = new ScriptedServer("HTTP/1.1 400 Bad Request\r\n\r\n");

        var message =
            (string)(await Calling.RunAsync("status", server.Address.Replace("http:", "https:", StringComparison.Ordinal)))["msg"]!;

        Assert.Contains("TLS failed", message, StringComparison.Ordinal);
        Assert.StartsWith("Write http:// in pulp_url if the server speaks no TLS at port ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_to_a_port_of_TLS_is_named()
    {
        using var server = new TlsServer();

        var message = (string)(await Calling.RunAsync("status", server.Address.Replace("https:", "http:", StringComparison.Ordinal)))["msg"]!;

        Assert.StartsWith("Write https:// in pulp_url if the server speaks TLS there", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401 Unauthorized", "Check pulp_username and pulp_password: Authentication failed")]
    [InlineData("404 Not Found", "Check stackhpc_pulp_url: ")]
    [InlineData("403 Forbidden", "Give the user (pulp_username) a role for it: ")]
    public async Task What_a_role_calls_the_options_is_what_messages_call_them(string status, string beginning)
    {
        using var server = new ScriptedServer(Answer(status, "<html>no</html>"), Answer(status, "<html>no</html>"));

        var answer = await Calling.RunAsync("rpm_repository", server.Address, """
            {"name":"r","state":"present","option_names":{"username":"pulp_username","password":"pulp_password","pulp_url":"stackhpc_pulp_url"}}
            """);

        Assert.StartsWith(beginning, (string)answer["msg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_query_is_left_out()
    {
        var query = string.Join(',', Enumerable.Range(0, 200).Select(number => $"repository-{number}"));
        var url = new Uri($"http://pulp/pulp/api/v3/repositories/?name__in={query}");
        var failure = HttpFailure.Of(
            new Asked(HttpMethod.Get, url, "repositories/", OptionNames.Own), System.Net.HttpStatusCode.BadGateway, "");
        Assert.Contains("GET http://pulp/pulp/api/v3/repositories/?… answered 502", failure.Message, StringComparison.Ordinal);
        Assert.Equal("http://pulp/pulp/api/v3/repositories/?…", (string?)failure.Details["http"]!["url"]);
    }

    [Fact]
    public async Task A_login_in_the_URL_is_refused_and_not_repeated()
    {
        var message = (string)(await Calling.RunAsync("status", "http://me:s3cretly@127.0.0.1:9"))["msg"]!;

        Assert.Contains("holds one", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cretly", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"count":"many","results":null}""")]
    public async Task An_answer_that_is_JSON_but_not_Pulps_is_named(string body)
    {
        using var server = new ScriptedServer(Answer("200 OK", body));

        var message = (string)(await Calling.RunAsync("rpm_repository", server.Address, Create))["msg"]!;

        Assert.Contains("this does not look like a Pulp server", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_lookup_is_not_taken_for_absence()
    {
        using var server = new ScriptedServer(Answer("500 Oops", ""));

        var answer = await Calling.RunAsync("rpm_repository", server.Address, """{"name":"r","state":"absent"}""");

        Assert.True((bool)answer["failed"]!);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"description":"boom","traceback":"T"}""", "failed: 'boom'")]
    [InlineData("""{"reason":"Worker has gone missing."}""", "failed: 'Worker has gone missing.'")]
    [InlineData("""{"traceback":"Traceback\n  File x\nValueError: last\n"}""", "ends in: ValueError: last")]
    [InlineData("""{"description":{"name":["taken"]}}""", "taken")]
    [InlineData("{}", "Pulp gives no reason")]
    [InlineData("null", "Pulp gives no reason")]
    [InlineData("\"text\"", "Pulp gives no reason")]
    public async Task A_task_that_failed_says_why_however_Pulp_puts_it(string error, string words)
    {
        using var server = new ScriptedServer(
            Answer("200 OK", $$"""{"count":1,"next":null,"results":[{{Found}}]}"""),
            Answer("202 Accepted", """{"task":"/pulp/api/v3/tasks/1/"}"""),
            Answer("200 OK", $$"""{"pulp_href":"/pulp/api/v3/tasks/1/","state":"failed","error":{{error}}}"""),
            Answer("200 OK", Found)); // what should be changed is still there

        var message = (string)(await Calling.RunAsync("rpm_repository", server.Address, Change))["msg"]!;

        Assert.StartsWith("Task /pulp/api/v3/tasks/1/ failed: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_is_confirmed_with_nothing_is_read_again()
    {
        using var server = new ScriptedServer(
            Answer("200 OK", $$"""{"count":1,"next":null,"results":[{{Found}}]}"""),
            Answer("200 OK", ""),
            Answer("200 OK", Found.Replace("null", "\"new\"", StringComparison.Ordinal)));

        var answer = await Calling.RunAsync("rpm_repository", server.Address, Change);

        Assert.Equal("new", (string?)answer["repository"]?["description"]);
    }
}
