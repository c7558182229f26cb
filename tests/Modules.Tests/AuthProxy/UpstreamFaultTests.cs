// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.AuthProxy;

namespace Modules.Tests.AuthProxy;

public sealed class UpstreamFaultTests
{
    private const string Refused =
        """2026/11/21 10:12:59 [error] 28#28: *128 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: , request: "HEAD / HTTP/1.1" """;

    private const string Untrusted =
        """2026/11/21 10:12:59 [error] 28#28: *1 upstream SSL certificate verify error: (20:unable to get local issuer certificate) while SSL handshaking to upstream, client: 127.0.0.1""";

    [Theory]
    [InlineData(Refused, "connect() failed (111: Connection refused)")]
    [InlineData(Untrusted, "upstream SSL certificate verify error: (20:unable to get local issuer certificate)")]
    [InlineData("", "it does not say why")]
    public void Of_a_line_of_the_log_the_reason_is_left(string line, string words) => Assert.Equal(words, UpstreamFault.Words(line));

    [Theory]
    [InlineData(Refused, false)]
    [InlineData(Untrusted, true)]
    [InlineData("""upstream SSL certificate does not match "127.0.0.1" while SSL handshaking""", true)]
    [InlineData("SSL_do_handshake() failed (SSL: error:0A000458)", true)]
    public void Tls_is_told_from_other_troubles(string line, bool tls) => Assert.Equal(tls, UpstreamFault.IsTls(line));
}
