// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;
using Refit;

namespace Modules.Http;

/// <summary>
/// Makes all clients of this program, each over the same handlers, the outermost first:
/// <see cref="RetryHandler"/>, <see cref="Redirects"/>,
/// the login of the server's kind, <see cref="Bounds"/>, <see cref="LoginOrigin"/>, <see cref="Transport"/>.
/// </summary>
internal static class HttpClients
{
    /// <summary>The name by which servers know us.</summary>
    public static readonly ProductInfoHeaderValue Us = new("kayobe-modules", null);

    /// <summary>A client for one server.</summary>
    public static HttpClient Open(HttpSettings settings)
    {
        var client = new HttpClient(Pipeline(settings)) { BaseAddress = settings.Address, Timeout = settings.AnswerTimeout };
        client.DefaultRequestHeaders.UserAgent.Add(Us);
        return client;
    }

    /// <summary>An interface that Refit has written out for an API whose bodies are nodes, over a client of ours.</summary>
    public static T Speak<T>(HttpClient client) => RestService.ForGenerated<T>(client, JsonNodes.Settings);

    /// <summary>The handlers without a client, for a library that brings its own.</summary>
    public static HttpMessageHandler Pipeline(HttpSettings settings) => Over(new Transport(settings), settings);

    /// <summary>The same over another transport.</summary>
    public static HttpMessageHandler Over(HttpMessageHandler transport, HttpSettings settings)
    {
        HttpMessageHandler handler = new Bounds(new LoginOrigin(transport, settings), settings);
        if (settings.Login is { } login)
        {
            login.InnerHandler = handler;
            handler = login;
        }

        var readsWhole = settings.ReadsWhole || settings.Attempts > 1;
        return new RetryHandler(new Redirects(handler, settings.Redirects), settings.Attempts, readsWhole);
    }
}
