// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Engine;
using Modules.Tests.Infra;

namespace Modules.Tests.Containers.Engine;

public sealed class EngineClientTests
{
    [Fact]
    public async Task A_login_has_one_client_however_many_ask()
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>());
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);
        var clients = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => Task.Run(() => engine.ClientFor(new RegistryLogin("reader", Some.Secret("p-w-d"))))));
        Assert.Single(clients.Distinct());
        Assert.NotSame(clients[0], engine.ClientFor(new RegistryLogin("reader", Some.Secret("another"))));
        Assert.NotSame(clients[0], engine.ClientFor(null));
    }
}
