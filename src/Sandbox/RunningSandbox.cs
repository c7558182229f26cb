// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using Listening;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Plugins;
using Sandbox.Settings;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox;

/// <summary>A sandbox that listens, until it is disposed of.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly PulpInstance _pulp;
    private readonly PulpServer _server;
    private readonly DomainServers _domains;
    private readonly RequestLog? _log;
    private readonly StateFile? _state;
    private readonly string? _temporary;
    private readonly TaskCompletionSource _ended = new();

    private RunningSandbox(WebApplication web, PulpInstance pulp, string? temporary)
    {
        (_web, _pulp, _temporary) = (web, pulp, temporary);
        _log = pulp.Options.Log is { } log ? new RequestLog(log) : null;
        _server = new PulpServer(pulp);
        _domains = new DomainServers(pulp, _server);
        _state = pulp.Options.State is { } state ? StateFile.Keep(state, pulp.Store, pulp.Domain) : null;
        web.Run(context => pulp.Options.Domains ? _domains.HandleAsync(context, _log) : _server.HandleAsync(context, _log));
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Completes when somebody asks us to stop.</summary>
    public Task Ended => _ended.Task;

    public PulpInstance Pulp => _pulp;

    /// <summary>Tests may put their own in the place of the real ones.</summary>
    public static async Task<RunningSandbox> StartAsync(Options options, PluginSet? plugins = null)
    {
        var kept = options.State is null ? null : StateFile.Load(options.State);
        var media = options.Media ?? (options.State is { } file ? file + ".media" : null);
        var temporary = media is null ? Directory.CreateTempSubdirectory("pulp-sandbox-").FullName : null;
        Directory.CreateDirectory(media ?? temporary!);
        var store = new PulpStore(new BlobStore(media ?? temporary!));
        var pulp = new PulpInstance(options, new Schema(options.Release), store, new TaskEngine(options.Workers, options.TaskDuration))
        {
            Plugins = plugins ?? InstalledPlugins.All,
            Domain = (string?)kept?["domain"] ?? Guid.NewGuid().ToString(),
        };
        if (kept is not null)
        {
            new StateReader(store, pulp.Schema.Types).Read(kept);
        }

        var certificate = ServerCertificate.Read(options.Certificate, options.Key);
        var running = new RunningSandbox(HttpServer.Build(options.Listen, certificate), pulp, temporary);
        await running.ListenAsync();

        return running;
    }

    private async Task ListenAsync()
    {
        await _web.StartAsync();
        Address = HttpServer.Address(_web);
        _pulp.ContentOrigin = Address.GetLeftPart(UriPartial.Authority);
    }

    public void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _ended.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _web.StopAsync(patience.Token);
        await _pulp.Tasks.StopAsync();
        await _web.DisposeAsync();
        if (_state is not null)
        {
            await _state.DisposeAsync();
        }

        _domains.Dispose();
        _server.Dispose();
        _log?.Dispose();
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }
}
