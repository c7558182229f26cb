// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Engine;

namespace Modules.Warp.Preflight;

/// <summary>The host's engine, which is asked who it is once for all checks.</summary>
/// <param name="address">Where it listens.</param>
internal sealed class HostEngine(EngineAddress address) : IDisposable
{
    private Task<DockerEngine>? _connecting;

    /// <summary>As it was given.</summary>
    public string Written => address.Written;

    /// <summary>The one connection; that there is none is told to each check that asks.</summary>
    public Task<DockerEngine> ConnectAsync(CancellationToken ct) => _connecting ??= DockerEngine.ConnectAsync(address, ct);

    public void Dispose()
    {
        if (_connecting is { IsCompletedSuccessfully: true } connected)
        {
            connected.Result.Dispose();
        }
    }
}
