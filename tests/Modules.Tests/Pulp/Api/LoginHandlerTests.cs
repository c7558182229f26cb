// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.Http;
using Modules.Pulp.Api;
using Modules.Tests.Containers;

namespace Modules.Tests.Pulp.Api;

/// <summary>Which login goes along with which request.</summary>
public sealed class LoginHandlerTests
{
    [Fact]
    public async Task A_session_is_for_the_API_and_the_password_for_content_and_neither_for_anybody_else()
    {
        using var server = new Recorder();
        var url = PulpUrl.Parse("http://pulp.example", new HashSet<string>());
        using var login = new LoginHandler(url) { Basic = Some.Secret("bmFtZTpwYXNz") };
        using var http = new HttpClient(HttpClients.Over(server, new HttpSettings(url.Origin) { Login = login })) { BaseAddress = url.Origin };
        using var api = new PulpApi(http, url, new Traffic()) { Login = login };
        await login.BeginAsync(api, default);
        server.Seen.Clear();
        _ = await api.GetAsync("status/", default);
        (await api.OpenAsync("/pulp/content/a/b", 0, default)).Dispose();
        using var elsewhere = await http.GetAsync(new Uri("http://storage.example/pulp/api/v3/"));
        Assert.Equal(["/pulp/api/v3/status/ session", "/pulp/content/a/b Basic", "/pulp/api/v3/ "], server.Seen);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add(
                $"{request.RequestUri!.AbsolutePath} "
                    + $"{(request.Headers.Contains("Cookie") ? "session" : request.Headers.Authorization?.Scheme)}");
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
            response.Headers.Add("Set-Cookie", ["sessionid=s; Path=/", "csrftoken=t; Path=/"]);
            return Task.FromResult(response);
        }
    }
}
