// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.OpenStack;
using CiSandbox.Settings;

namespace CiSandbox.Tests.OpenStack;

/// <summary>The sandbox's Keystone and Nova in this process.</summary>
internal sealed class RunningCloud : IAsyncDisposable
{
    private readonly RunningSandbox _running;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private RunningCloud(RunningSandbox running) => _running = running;

    public OpenStackServer Server => (OpenStackServer)_running.Servers.Single();

    /// <summary>Keystone's address, as a login has it.</summary>
    public string Identity => $"{Server.Address.GetLeftPart(UriPartial.Authority)}/identity/v3";

    /// <summary>Nova's list, for the one project.</summary>
    public string Servers => $"{Server.Address.GetLeftPart(UriPartial.Authority)}/compute/v2.1/{Keystone.ProjectId}/servers/detail";

    /// <param name="words">Options without their <c>--openstack-</c>.</param>
    public static async Task<RunningCloud> StartAsync(params IReadOnlyList<string> words)
    {
        IReadOnlyList<string> options =
            ["--openstack", "127.0.0.1:0", .. words.Select((word, at) => at % 2 == 0 ? $"--openstack-{word}" : word)];
        return new(await RunningSandbox.StartAsync(Options.Parse(options, [OpenStackArea.Area])));
    }

    /// <summary>A token for the project.</summary>
    public async Task<string> TokenAsync(string user = "stack", string password = "sandbox", string project = "traas")
    {
        var body = $$$"""
            {"auth": {"identity": {"methods": ["password"], "password": {"user":
              {"name": "{{{user}}}", "domain": {"id": "default"}, "password": "{{{password}}}"} } },
             "scope": {"project": {"name": "{{{project}}}", "domain": {"id": "default"} } } }}
            """;
        var (_, _, headers) = await SendAsync("POST", $"{Identity}/auth/tokens", body);
        return headers["X-Subject-Token"];
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)> SendAsync(
        string method, string address, string? body = null, string? token = null, string? subject = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        Add(request, "X-Auth-Token", token);
        Add(request, "X-Subject-Token", subject);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (
            answer.StatusCode,
            text.StartsWith('{') ? JsonNode.Parse(text) : null,
            answer.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _running.DisposeAsync();
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
