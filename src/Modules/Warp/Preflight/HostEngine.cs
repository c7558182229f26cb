// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Builder.Preflight;
using Modules.Containers.Engine;

namespace Modules.Warp.Preflight;

/// <summary>The host's engine, which is asked who it is once for all checks.</summary>
/// <param name="address">Where it listens.</param>
/// <param name="patience">How long an answer is waited for.</param>
internal sealed class HostEngine(EngineAddress address, Patience patience) : IDisposable
{
    private Task<DockerEngine>? _connecting;

    /// <summary>As it was given.</summary>
    public string Written => address.Written;

    /// <summary>The one connection; that there is none is told to each check that asks.</summary>
    public Task<DockerEngine> ConnectAsync(CancellationToken ct) =>
        _connecting ??= patience.WaitAsync("the engine", limit => DockerEngine.ConnectAsync(address, limit), ct);

    /// <summary>What it says, if it says it in time.</summary>
    public async Task<T> AskAsync<T>(Func<DockerEngine, CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        var engine = await ConnectAsync(ct);
        return await patience.WaitAsync("the engine", limit => ask(engine, limit), ct);
    }

    public void Dispose()
    {
        if (_connecting is { IsCompletedSuccessfully: true } connected)
        {
            connected.Result.Dispose();
        }
    }
}
