using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Sandbox.Api;
using Sandbox.Http;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox;

/// <summary>A sandbox that listens, until it is disposed of.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Api.Pulp _pulp;
    private readonly Server _server;
    private readonly RequestLog? _log;
    private readonly string? _temporary;
    private readonly TaskCompletionSource _ended = new();

    private Running(WebApplication web, Api.Pulp pulp, string? temporary)
    {
        (_web, _pulp, _temporary) = (web, pulp, temporary);
        _log = pulp.Options.Log is { } file ? new RequestLog(file) : null;
        _server = new Server(pulp);
        web.Run(context => _server.HandleAsync(context, _log));
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Completes when somebody asks us to stop.</summary>
    public Task Ended => _ended.Task;

    public Api.Pulp Pulp => _pulp;

    /// <summary>Tests may put their own in the place of the real syncs.</summary>
    public static async Task<Running> StartAsync(Options options, IReadOnlyDictionary<string, SyncWork>? syncs = null)
    {
        var temporary = options.Media is null ? Directory.CreateTempSubdirectory("pulp-sandbox-").FullName : null;
        var store = new PulpStore(new BlobStore(options.Media ?? temporary!));
        var pulp = new Api.Pulp(options, new Schema(), store, new TaskEngine(options.Workers, options.TaskDuration)) { Syncs = syncs ?? Plugins.Syncs };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Listen);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        var running = new Running(builder.Build(), pulp, temporary);
        await running.ListenAsync();

        return running;
    }

    private async Task ListenAsync()
    {
        await _web.StartAsync();
        Address = new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _pulp.ContentOrigin = Address.GetLeftPart(UriPartial.Authority);
    }

    public void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _ended.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _web.StopAsync(patience.Token);
        await _pulp.Tasks.StopAsync();
        await _web.DisposeAsync();
        _server.Dispose();
        _log?.Dispose();
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }
}
