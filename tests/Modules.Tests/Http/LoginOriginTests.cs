// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Http;
using Modules.Http.Addresses;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Plugins;
using Modules.Pulp.Upstream;
using Modules.Tests.Infra;

namespace Modules.Tests.Http;

/// <summary>A login goes to its own scheme, host and port. Whatever leads elsewhere leads there without
/// it: the second origin has what it got written down.</summary>
public sealed class LoginOriginTests : IDisposable
{
    private const string Secret = "s3cret-of-the-first-origin";
    private static readonly string Basic = "Basic " + Convert.ToBase64String("reader:s3cret-of-the-first-origin"u8);

    private readonly RecordingServer _other =
        new(request => new(Body: request.Path.Contains("token", StringComparison.Ordinal) ? """{"token":"t0ken"}""" : """{"tags":[]}"""));

    public void Dispose() => _other.Dispose();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_of_an_upstream_leads_on_without_login_and_headers(int status)
    {
        using var first = new RecordingServer(_ => new(status) { Headers = [("Location", _other.Address + "/moved")] });
        await AskAsync(first, "/file");
        Assert.Equal(Basic, first.Requests[0].Headers["Authorization"]);
        Assert.Equal(Secret, first.Requests[0].Headers["X-Api-Key"]);
        NothingGotAway();
    }

    [Fact]
    public async Task A_redirect_that_comes_home_has_the_login_again()
    {
        using var first =
            new RecordingServer(request => request.Path == "/file" ? new(302) { Headers = [("Location", "/other/file")] } : new());
        await AskAsync(first, "/file");
        Assert.All(first.Requests, request => Assert.Equal(Basic, request.Headers["Authorization"]));
        Assert.Equal(2, first.Requests.Count);
    }

    [Fact]
    public async Task An_absolute_address_in_repomd_gets_no_login()
    {
        using var first = new RecordingServer(request => request.Path.EndsWith("repomd.xml", StringComparison.Ordinal)
            ? new(
                Body: $"""<repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision><data type="primary"><location href="{_other.Address}/primary.xml"/></data></repomd>""")
            : new(404));
        using var pulp = new AnyServer();
        var answer = await Calling.ListAsync("repositories", pulp.Address, "rpm", [Values(first)], checkMode: true);
        Assert.NotNull(answer["results"]);
        NothingGotAway();
    }

    [Fact]
    public async Task A_registrys_next_page_elsewhere_gets_no_login()
    {
        using var first = new RecordingServer(
            _ => new(Body: """{"tags":["a"]}""") { Headers = [("Link", $"<{_other.Address}/v2/x/tags/list?last=a>; rel=\"next\"")] });
        using var pulp = new AnyServer();
        var image = Values(first);
        image["upstream_name"] = "x";
        _ = await Calling.ListAsync("repositories", pulp.Address, "container", [image], checkMode: true);
        Assert.Equal(Basic, first.Requests[0].Headers["Authorization"]);
        NothingGotAway();
    }

    [Fact]
    public async Task A_registry_without_TLS_names_a_place_of_tokens_on_its_own_host_only()
    {
        // Of one host, at another port: a Pulp on http hands out such a realm.
        using var first = new RecordingServer(
            request =>
                request.Headers.ContainsKey("Authorization")
                    && request.Headers["Authorization"].StartsWith("Bearer", StringComparison.Ordinal)
            ? new()
            : new(401) { Headers =
            [
                ("WWW-Authenticate", $"Bearer realm=\"{_other.Address}/token\",service=\"s\",scope=\"a\",scope=\"b\""),
            ] });
        await AskAsync(first, "/v2/");
        var asked = Assert.Single(_other.Requests);
        Assert.Equal("/token?service=s&scope=a&scope=b", asked.Path);
        Assert.Equal(Basic, asked.Headers["Authorization"]);
        Assert.False(asked.Headers.ContainsKey("X-Api-Key"));
        Assert.Equal("Bearer t0ken", first.Requests[^1].Headers["Authorization"]);

        // Of another host: no password.
        using var second = new RecordingServer(
            _ =>
                new(401) { Headers =
                [
                    (
                        "WWW-Authenticate",
                        $"Bearer realm=\"{_other.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/token\""),
                ] });
        _other.Requests.Clear();
        await AskAsync(second, "/v2/");
        Assert.All(_other.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
        Assert.DoesNotContain(Secret, _other.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_of_tokens_that_leads_on_takes_the_password_nowhere()
    {
        using var realm = new RecordingServer(_ => new(302) { Headers = [("Location", _other.Address + "/token")] });
        using var first =
            new RecordingServer(_ => new(401) { Headers = [("WWW-Authenticate", $"Bearer realm=\"{realm.Address}/token\"")] });
        await AskAsync(first, "/v2/");
        Assert.Equal(Basic, realm.Requests[0].Headers["Authorization"]);
        NothingGotAway();
    }

    [Theory]
    [InlineData("https://registry.example", "https://auth.example/token", true)]
    [InlineData("https://registry.example", "http://registry.example/token", false)]
    [InlineData("https://registry.example", "http://auth.example/token", false)]
    [InlineData("http://registry.example", "http://registry.example:24817/token", true)]
    [InlineData("http://registry.example", "https://registry.example/token", true)]
    [InlineData("http://registry.example", "http://auth.example/token", false)]
    [InlineData("http://registry.example", "https://auth.example/token", false)]
    [InlineData("https://registry.example", "ftp://auth.example/token", false)]
    public void A_realm_has_the_password_by_the_rule_of_the_reference_clients(string registry, string realm, bool may) =>
        Assert.Equal(may, TokenRealm.MayHaveLogin(Origin.Of(new(registry)), new(realm)));

    [Theory]
    [InlineData("file_repository", """{"name":"r","state":"present"}""")]
    [InlineData("status", "{}")]
    public async Task A_redirect_of_the_API_is_not_followed(string module, string arguments)
    {
        using var pulp = new RecordingServer(_ => new(302) { Headers = [("Location", _other.Address + "/")] });
        var answer = await Calling.RunAsync(module, pulp.Address, arguments);
        Assert.Contains("a redirect", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Empty(_other.Requests);
    }

    [Theory]
    [InlineData("//127.0.0.1:{0}/pulp/api/v3/tasks/1/")]
    [InlineData("/\\127.0.0.1:{0}/pulp/api/v3/tasks/1/")]
    public async Task An_href_that_names_another_host_is_refused(string href)
    {
        using var pulp = new RecordingServer();
        var port = new Uri(_other.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = await Calling.RunAsync(
            "task", pulp.Address, new JsonObject { ["pulp_href"] = href.Replace("{0}", port, StringComparison.Ordinal) }.ToJsonString());
        Assert.True((bool)answer["failed"]!);
        Assert.Empty(_other.Requests);
    }

    [Fact]
    public async Task Content_that_lies_in_an_object_storage_is_fetched_without_Pulps_login()
    {
        using var pulp = new RecordingServer(_ => new(302) { Headers = [("Location", _other.Address + "/bucket/file?signature=x")] });
        _ = await Calling.RunAsync(
            "content_download",
            pulp.Address,
            new JsonObject { ["base_path"] = "b", ["relative_path"] = "f", ["dest"] = "/nowhere/at/all" }.ToJsonString());
        Assert.StartsWith("Basic ", pulp.Requests[0].Headers["Authorization"], StringComparison.Ordinal);
        var there = Assert.Single(_other.Requests);
        Assert.Equal(["Host", "User-Agent"], there.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_redirect_out_of_TLS_is_not_followed()
    {
        using var handler = new Redirects(
            new Answering(() => new(System.Net.HttpStatusCode.Found) { Headers = { Location = new("http://a.example/x") } }), 5);
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://a.example/");
        using var response = await http.SendAsync(request, default);
        Assert.Equal("https://a.example/", request.RequestUri!.ToString());
    }

    private static JsonObject Values(RecordingServer server) => new()
    {
        ["name"] = "x",
        ["url"] = server.Address + "/",
        ["remote_username"] = "reader",
        ["remote_password"] = Secret,
        ["headers"] = new JsonArray(new JsonObject { ["X-Api-Key"] = Secret }),
    };

    private static async Task AskAsync(RecordingServer server, string path)
    {
        using var upstream = UpstreamClient.For(UpstreamRemote.Of(
            new Item(Families.All.Single(family => family.Name == "file"), 0, new ModuleHost.ArgumentValues(Values(server))),
            new ModuleHost.Invocation(new ModuleHost.ArgumentValues([]), false, false, new ModuleHost.Secrets.Redactor())));
        using var response = await upstream.SendAsync(HttpMethod.Get, new(server.Address + path), default);
    }

    private void NothingGotAway()
    {
        Assert.NotEmpty(_other.Requests);
        Assert.All(
            _other.Requests,
            request => Assert.False(request.Headers.ContainsKey("Authorization") || request.Headers.ContainsKey("Cookie")));
        Assert.DoesNotContain(Secret, _other.Everything, StringComparison.Ordinal);
    }
}
