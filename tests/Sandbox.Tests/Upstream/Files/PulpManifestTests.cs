// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Upstream;
using Sandbox.Upstream.Files;

namespace Sandbox.Tests.Upstream.Files;

public sealed class PulpManifestTests
{
    private const string Sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_name_may_have_commas() =>
        Assert.Equal(
            [new("a,b/c.img", Sum, 7), new("d", Sum, 0)],
            PulpManifest.Parse(Encoding.UTF8.GetBytes($"a,b/c.img,{Sum},7\n\nd,{Sum},0\r\n")));

    [Theory]
    [InlineData("<html>")]
    [InlineData($"a,{Sum}")]
    [InlineData($"a,{Sum},many")]
    [InlineData("a,short,7")]
    public void Garbage_is_not_a_manifest(string line) =>
        Assert.Throws<UpstreamException>(() => PulpManifest.Parse(Encoding.UTF8.GetBytes(line)).ToList());
}
