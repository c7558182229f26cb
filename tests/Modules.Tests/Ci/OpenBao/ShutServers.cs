// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>A server that has no keys, and one that is sealed.</summary>
public sealed class ShutServers : IAsyncLifetime
{
    internal BaoServer Empty { get; private set; } = null!;

    internal BaoServer Shut { get; private set; } = null!;

    public async Task InitializeAsync() => (Empty, Shut) = (new(), await BaoServer.SealedAsync());

    public Task DisposeAsync()
    {
        Empty.Dispose();
        Shut.Dispose();
        return Task.CompletedTask;
    }
}
