// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Ci.Api;
using Modules.Ci.OpenBao;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.Api;

public sealed class ApiClientTests
{
    [Theory]
    [InlineData("503 Service Unavailable", "{\"errors\":[\"Vault is sealed\"]}", "Unseal OpenBao with openbao_unseal first")]
    [InlineData("403 Forbidden", "{\"errors\":[\"permission denied\"]}", "Check token: OpenBao does not know it")]
    [InlineData("403 Forbidden", "{\"errors\":[\"1 error occurred:\\n\\t* permission denied\\n\\n\"]}", "Give the token a policy")]
    [InlineData("404 Not Found", "<html>nginx</html>", "This does not look like OpenBao; check url.")]
    [InlineData("307 Temporary Redirect", "", "Give the URL of the active node in url")]
    [InlineData("400 Bad Request", "Client sent an HTTP request to an HTTPS server.\n", "Write https:// in url.")]
    [InlineData("403 Forbidden", "{\"errors\":[\"preflight capability check returned 403, please ensure …\"]}", "Check the mount's path, and")]
    [InlineData("404 Not Found", "{\"errors\":[\"namespace not found\"]}", "Check namespace: OpenBao has none of that name")]
    [InlineData("404 Not Found", "{\"errors\":[\"no handler for route \\\"x\\\". route entry not found.\"]}", "Check the mount's path: OpenBao has no")]
    [InlineData("413 Request Entity Too Large", "{\"errors\":[\"http: request body too large\"]}", "Give less: OpenBao takes no more than 32 MiB")]
    [InlineData(
        "500 Internal Server Error", "{\"errors\":[\"local node not active but active cluster node not found\"]}",
        "See to it that enough nodes are open")]
    [InlineData("200 OK", "<html>a portal</html>", "This does not look like OpenBao; check url.")]
    public async Task A_refusal_says_what_to_do_first_and_what_was_asked(string status, string body, string advice)
    {
        using var server = new ScriptedServer([.. Enumerable.Repeat(ScriptedServer.Answer(status, body), 4)]);
        using var bao = BaoConnection.Opened(Call(server.Address, checkMode: false));

        var failure = await Assert.ThrowsAsync<ModuleException>(
            () => bao.WriteAsync("write", "/v1/kv/x", [], CancellationToken.None));

        Assert.StartsWith(advice, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"POST {server.Address}/v1/kv/x", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_was_asked_about_is_an_answer()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("404 Not Found", "{\"errors\":[]}"));
        using var bao = BaoConnection.Opened(Call(server.Address, checkMode: false));

        Assert.Null(await bao.FindAsync("/v1/kv/x", CancellationToken.None));
    }

    [Fact]
    public async Task In_check_mode_no_write_is_sent()
    {
        using var server = new ScriptedServer();
        using var bao = BaoConnection.Opened(Call(server.Address, checkMode: true));

        Assert.Null(await bao.WriteAsync("write", "/v1/kv/x", [], CancellationToken.None));
        Assert.Null(await bao.DeleteAsync("delete", "/v1/kv/x", CancellationToken.None));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("""{"errors":["a","1 error occurred:\n\t* b\n\n"]}""", "a; 1 error occurred: * b")]
    [InlineData("""{"message":"Validation Failed","errors":[{"field":"name","message":"is taken"}]}""", "is taken")]
    [InlineData("""{"message":{"value":["is invalid"]}}""", "value: is invalid")]
    [InlineData("""{"error":"404 Not found"}""", "404 Not found")]
    [InlineData("""{"errors":[]}""", "")]
    [InlineData("""{"forbidden":{"code":403,"message":"Policy doesn't allow it."}}""", "Policy doesn't allow it.")]
    [InlineData("""{"forbidden":{"code":403}}""", "")]
    public void What_a_server_says_is_one_line(string body, string said) => Assert.Equal(
        said, new Refusal(HttpMethod.Get, new Uri("http://x"), HttpStatusCode.BadRequest, JsonNode.Parse(body)).Said);

    private static Invocation Call(string address, bool checkMode) => new(
        new ArgumentValues(
            new JsonObject { ["url"] = address, ["token"] = "s.token", ["validate_certs"] = true, ["request_timeout"] = 5L }),
        checkMode, false, new Redactor());
}
