// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.AuthProxy.Nginx;

namespace Modules.Tests.AuthProxy.Nginx;

public sealed class NameLookupTests
{
    private static readonly string[] Hosts =
        [
            "127.0.0.1 localhost",
            "::1\tlocalhost ip6-localhost",
            "# 192.0.2.1 pulp.example.org",
            "192.0.2.7  pulp.example.org pulp # ours",
            "nonsense pulp.example.org",
            "",
        ];

    [Theory]
    [InlineData("192.0.2.9", "192.0.2.9")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("pulp.example.org", "192.0.2.7")]
    [InlineData("PULP", "192.0.2.7")]
    [InlineData("localhost", "127.0.0.1 ::1")]
    public void A_name_in_hosts_and_an_address_need_no_dns(string host, string addresses) =>
        Assert.Equal(addresses.Split(' ').Select(IPAddress.Parse), NameLookup.Fixed(host, Hosts));

    [Fact]
    public void Another_name_is_left_to_the_dns() => Assert.Null(NameLookup.Fixed("other.example.org", Hosts));

    [Theory]
    [InlineData(true, "127.0.0.53 192.0.2.53 [2001:db8::53]")]
    [InlineData(false, "192.0.2.53 [2001:db8::53]")]
    public void A_container_of_its_own_network_cannot_ask_the_hosts_loopback(bool loopbackToo, string servers) => Assert.Equal(
        servers.Split(' '),
        NameLookup.Servers(
            [
                "search example.org",
                "nameserver 127.0.0.53",
                "nameserver\t192.0.2.53",
                "nameserver 2001:db8::53",
                "nameserver 192.0.2.53",
                "nameserver x",
            ],
            loopbackToo));
}
