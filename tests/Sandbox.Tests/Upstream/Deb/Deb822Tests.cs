// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;

namespace Sandbox.Tests.Upstream.Deb;

public sealed class Deb822Tests
{
    [Fact]
    public void Paragraphs_have_fields_over_several_lines()
    {
        var paragraphs = Deb822.Paragraphs("Package: a\nDescription: one\n two\n .\n\n\nPackage: b\ndepends: c, d\n"u8.ToArray()).ToList();

        Assert.Equal(["a", "b"], paragraphs.Select(paragraph => paragraph["Package"]));
        Assert.Equal("one\n two\n .", paragraphs[0]["Description"]);
        Assert.Equal("c, d", paragraphs[1]["Depends"]);
    }

    [Fact]
    public void A_signed_release_file_is_read_through_its_armour()
    {
        var release = ReleaseFile.Parse(
            """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA512

            Codename: jammy
            Components: main universe
            Architectures: amd64 arm64
            SHA256:
             aaaa 12 main/binary-amd64/Packages
            -----BEGIN PGP SIGNATURE-----

            Codename: forged
            -----END PGP SIGNATURE-----
            """u8.ToArray(),
            new("http://upstream.example/dists/jammy/InRelease"));

        Assert.Equal("jammy", release.Codename);
        Assert.Equal(["main", "universe"], release.Components);
        Assert.Equal("aaaa", release.Sha256["main/binary-amd64/Packages"]);
    }

    [Fact]
    public void Garbage_is_not_a_release_file() =>
        Assert.Throws<UpstreamException>(
            () => ReleaseFile.Parse(Encoding.UTF8.GetBytes("<html>log in: first</html>"), new("http://upstream.example/Release")));
}
