// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Tests.Containers.Engine;

public sealed class EngineAddressTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock", false, "/var/run/docker.sock", "http://engine/")]
    [InlineData("tcp://127.0.0.1:2375", false, null, "http://127.0.0.1:2375/")]
    [InlineData("tcp://engine.example.org", false, null, "http://engine.example.org:2375/")]
    [InlineData("tcp://engine.example.org", true, null, "https://engine.example.org:2376/")]
    [InlineData("https://engine.example.org:1", false, null, "https://engine.example.org:1/")]
    public void An_address_is_read_as_docker_reads_it(string written, bool tls, string? socket, string address)
    {
        var parsed = EngineAddress.Parse(written, tls ? new(null, true) : null);
        Assert.Equal(socket, parsed.Socket);
        Assert.Equal(address, parsed.Base.AbsoluteUri);
    }

    [Theory]
    [InlineData("unix://")]
    [InlineData("tcp://")]
    [InlineData("ssh://somebody@host")]
    [InlineData("npipe:////./pipe/docker")]
    [InlineData("/var/run/docker.sock")]
    public void What_is_not_spoken_is_refused(string written)
    {
        var failure = Assert.Throws<ModuleException>(() => EngineAddress.Parse(written, null));
        Assert.Contains($"'{written}'", failure.Message, StringComparison.Ordinal);
    }
}
