// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Sandbox.Tests.Infra;

/// <summary>An upstream that answers as a test wants it to, and remembers what it was asked.</summary>
internal sealed class FaultyUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FaultyUpstream(RequestDelegate answer, X509Certificate2? certificate, bool wantsCertificate)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = wantsCertificate
                        ? ClientCertificateMode.RequireCertificate
                        : ClientCertificateMode.NoCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        _app = builder.Build();
        _app.Run(context =>
        {
            Headers.Enqueue(
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            Lines.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return answer(context);
        });
    }

    /// <summary>Headers of each request.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Headers { get; } = [];

    /// <summary>Method and path of each request.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public Uri Url => new(_app.Urls.Single());

    public static async Task<FaultyUpstream> StartAsync(
        RequestDelegate answer, X509Certificate2? certificate = null, bool wantsCertificate = false)
    {
        var upstream = new FaultyUpstream(answer, certificate, wantsCertificate);
        await upstream._app.StartAsync();
        return upstream;
    }

    /// <summary>Gives each status in turn, the last one for ever; 200 comes with the text "fine".</summary>
    public static RequestDelegate Statuses(params int[] statuses)
    {
        var asked = 0;
        return context =>
        {
            context.Response.StatusCode = statuses[Math.Min(Interlocked.Increment(ref asked), statuses.Length) - 1];
            return context.Response.StatusCode == 200 ? context.Response.WriteAsync("fine") : Task.CompletedTask;
        };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
