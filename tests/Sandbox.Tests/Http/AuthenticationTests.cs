// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Http;

public sealed class AuthenticationTests
{
    private const string Repositories = "/pulp/api/v3/repositories/file/file/";

    [Theory]
    [InlineData("admin", "wrong", "Invalid username/password.")]
    [InlineData("nobody", "secret", "Invalid username/password.")]
    public async Task A_wrong_login_is_refused(string user, string password, string detail)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        pulp.Http.DefaultRequestHeaders.Authorization = LiveSandbox.Basic(user, password);

        var (status, body) = await pulp.SendAsync(HttpMethod.Get, "repositories/");

        Assert.Equal(401, status);
        Assert.Equal(detail, (string?)body!["detail"]);
    }

    [Fact]
    public async Task Without_a_login_only_the_status_is_shown()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        pulp.Http.DefaultRequestHeaders.Authorization = null;

        Assert.Equal(200, (await pulp.SendAsync(HttpMethod.Get, "status/")).Status);
        var (status, body) = await pulp.SendAsync(HttpMethod.Get, "repositories/");
        Assert.Equal(401, status);
        Assert.Equal("Authentication credentials were not provided.", (string?)body!["detail"]);
    }

    [Fact]
    public async Task A_session_reads_with_its_cookie_and_writes_with_its_token()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = pulp.Http.BaseAddress };

        using var login = new HttpRequestMessage(HttpMethod.Post, "/pulp/api/v3/login/");
        login.Headers.Authorization = LiveSandbox.Basic("admin", "secret");
        Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(login)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(Repositories, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CreateAsync(http, token: null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Created, (await CreateAsync(http, cookies.GetCookies(http.BaseAddress!)["csrftoken"]!.Value)).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_with_logging_out()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = pulp.Http.BaseAddress };
        using var login = new HttpRequestMessage(HttpMethod.Post, "/pulp/api/v3/login/");
        login.Headers.Authorization = LiveSandbox.Basic("admin", "secret");
        await http.SendAsync(login);
        var session = cookies.GetCookies(http.BaseAddress!)["sessionid"]!.Value;

        using var logout = new HttpRequestMessage(HttpMethod.Delete, "/pulp/api/v3/login/");
        logout.Headers.Add("X-CSRFToken", cookies.GetCookies(http.BaseAddress!)["csrftoken"]!.Value);
        Assert.Equal(HttpStatusCode.NoContent, (await http.SendAsync(logout)).StatusCode);

        using var stale = new HttpRequestMessage(HttpMethod.Get, Repositories);
        stale.Headers.Add("Cookie", $"sessionid={session}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(stale)).StatusCode);
    }

    [Fact]
    public async Task A_user_who_is_no_administrator_may_only_read()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        await pulp.CreateAsync("users/", new() { ["username"] = "reader", ["password"] = "Passw0rd!x" });
        pulp.Http.DefaultRequestHeaders.Authorization = LiveSandbox.Basic("reader", "Passw0rd!x");

        Assert.Equal(200, (await pulp.SendAsync(HttpMethod.Get, Repositories)).Status);
        Assert.Equal(403, (await pulp.SendAsync(HttpMethod.Post, Repositories, new() { ["name"] = "x" })).Status);
    }

    private static async Task<HttpResponseMessage> CreateAsync(HttpClient http, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Repositories);
        request.Content = new StringContent("""{"name": "by session"}""", Encoding.UTF8, "application/json");
        if (token is not null)
        {
            request.Headers.Add("X-CSRFToken", token);
        }

        return await http.SendAsync(request);
    }
}
