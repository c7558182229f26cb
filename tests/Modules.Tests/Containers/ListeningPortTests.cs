// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using ModuleHost;
using Modules.Containers.Planning;

namespace Modules.Tests.Containers;

public sealed class ListeningPortTests
{
    [Fact]
    public void A_port_that_somebody_listens_on_is_named_with_the_owner()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var failure = Assert.Throws<ModuleException>(() => ListeningPort.RefuseTaken(IPAddress.Loopback, port, null, []));
        Assert.Contains($"port {port} is in use by", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_the_container_itself_publishes_is_not_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        ListeningPort.RefuseTaken(
            IPAddress.Loopback, port, new() { ID = "abc", State = new() },
            [new() { ID = "abc", Ports = [new() { PublicPort = (ushort)port }] }]);
    }

    [Theory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("0.0.0.0", 1)]
    [InlineData("127.0.0.2", 0)]
    [InlineData("::1", 0)]
    public void A_socket_takes_its_own_address(string wanted, int found)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        Assert.Equal(found, ListeningPort.Inodes(IPAddress.Parse(wanted), ((IPEndPoint)taken.LocalEndpoint).Port).Count());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.0.2.1")]
    public void A_socket_for_every_address_takes_them_all(string wanted)
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        Assert.Single(ListeningPort.Inodes(IPAddress.Parse(wanted), ((IPEndPoint)taken.LocalEndpoint).Port));
    }
}
