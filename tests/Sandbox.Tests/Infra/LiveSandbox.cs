// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Plugins;
using Sandbox.Settings;

namespace Sandbox.Tests.Infra;

/// <summary>A sandbox on a free port, and somebody who talks to it as the administrator.</summary>
internal sealed class LiveSandbox : IAsyncDisposable
{
    public const string Api = "/pulp/api/v3/";

    private readonly RunningSandbox _running;

    private LiveSandbox(RunningSandbox running, HttpClient http) => (_running, Http) = (running, http);

    public HttpClient Http { get; }

    public RunningSandbox Running => _running;

    public static async Task<LiveSandbox> StartAsync(Func<Options, Options>? change = null, PluginSet? plugins = null)
    {
        var options = new Options { Listen = new(IPAddress.Loopback, 0), Password = "secret" };
        var running = await RunningSandbox.StartAsync(change?.Invoke(options) ?? options, plugins);
        var http = new HttpClient { BaseAddress = running.Address };
        http.DefaultRequestHeaders.Authorization = Basic("admin", "secret");

        return new LiveSandbox(running, http);
    }

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : Api + path);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        return (
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(200, status);

        return body!.AsObject();
    }

    /// <summary>Creates something that answers 201.</summary>
    public async Task<JsonObject> CreateAsync(string path, JsonObject body)
    {
        var (status, created) = await SendAsync(HttpMethod.Post, path, body);
        Assert.True(status == 201, $"{status} {created?.ToJsonString()}");

        return created!.AsObject();
    }

    /// <summary>Does something that answers 202, and waits for its task.</summary>
    public async Task<JsonObject> RunAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        var (status, started) = await SendAsync(method, path, body);
        Assert.True(status == 202, $"{status} {started?.ToJsonString()}");

        return await WaitAsync((string)started!["task"]!, "completed", "failed", "canceled");
    }

    public async Task<JsonObject> WaitAsync(string task, params string[] states)
    {
        for (var tries = 0; ; tries++)
        {
            var shown = await GetAsync(task);
            if (states.Contains((string)shown["state"]!))
            {
                return shown;
            }

            Assert.True(tries < 500, $"the task is still {shown["state"]}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _running.DisposeAsync();
    }
}
