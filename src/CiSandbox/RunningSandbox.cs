// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using CiSandbox.Areas;
using CiSandbox.Settings;
using Listening;

namespace CiSandbox;

/// <summary>Servers that listen, until they are disposed of.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly List<(WebApplication Web, IAreaServer Server, string Area)> _running = [];
    private readonly RequestLog? _log;
    private readonly TaskCompletionSource _ended = new();

    private RunningSandbox(RequestLog? log) => _log = log;

    /// <summary>Where each area listens, in the order of the options.</summary>
    public IEnumerable<(string Area, Uri Address)> Addresses => _running.Select(each => (each.Area, each.Server.Address));

    /// <summary>The servers themselves, for tests in this process.</summary>
    public IEnumerable<IAreaServer> Servers => _running.Select(each => each.Server);

    /// <summary>Completes when somebody asks us to stop.</summary>
    public Task Ended => _ended.Task;

    public static async Task<RunningSandbox> StartAsync(Options options)
    {
        var running = new RunningSandbox(options.Log is { } log ? new RequestLog(log) : null);
        try
        {
            foreach (var wanted in options.Servers)
            {
                await running.ListenAsync(wanted, options);
            }

            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _ended.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        foreach (var (web, server, _) in _running)
        {
            await web.StopAsync(patience.Token);
            await web.DisposeAsync();
            (server as IDisposable)?.Dispose();
        }

        _log?.Dispose();
    }

    private async Task ListenAsync(ListeningArea wanted, Options options)
    {
        var certificate = ServerCertificate.Read(options.Certificate, options.Key);
        var server = wanted.Area.Open(wanted.Settings);
        (server as IJoins)?.Join(Servers);
        var web = HttpServer.Build(wanted.Listen, certificate);
        web.Run(context => AnswerAsync(wanted.Area.Name, server, context));
        _running.Add((web, server, wanted.Area.Name));
        await web.StartAsync();
        server.Address = HttpServer.Address(web);
    }

    private async Task AnswerAsync(string area, IAreaServer server, HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            // Before the first byte leaves: whoever has an answer finds its request in the log.
            _log?.Write(context, area);
            return Task.CompletedTask;
        });
        try
        {
            await server.HandleAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await Console.Error.WriteLineAsync($"{area} {context.Request.Method} {context.Request.Path}: {fault}");
            context.Response.StatusCode = 500;
        }
    }
}
