// SPDX-License-Identifier: GPL-3.0-or-later
namespace CommandLine.Tests;

public sealed class NearestTests
{
    private static readonly string[] Tags =
        ["2024.1-rocky-9-20240801T100000", "2024.1-rocky-9-20240901T100000", "2024.1-ubuntu-jammy-20240901T100000", "latest"];

    [Fact]
    public void The_likest_come_first() => Assert.Equal(
        ["2024.1-rocky-9-20240801T100000", "2024.1-rocky-9-20240901T100000"], Nearest.Of("2024.1-rocky-9-20240801T100001", Tags, 2));

    [Fact]
    public void What_is_not_alike_is_not_named() => Assert.Empty(Nearest.Of("v18.2.4", Tags, 3));

    [Fact]
    public void Nothing_is_near_to_nothing() => Assert.Empty(Nearest.Of("a", [], 3));

    [Theory]
    [InlineData("polcy", "; did you mean 'policy'?")]
    [InlineData("ur", "; did you mean 'url'?")]
    [InlineData("NAME", "; did you mean 'name'?")]
    [InlineData("certificate", null)]
    public void A_hint_ends_a_sentence(string wanted, string? hint) => Assert.Equal(hint, Nearest.Hint(wanted, ["policy", "url", "name"]));

    [Theory]
    [InlineData("sync_polcy", "sync_policy")]
    [InlineData("sync-policy", "sync_policy")]
    [InlineData("nmae", "name")]
    [InlineData("sync_poilcy", "sync_policy")]
    [InlineData("man", null)]
    [InlineData("short_name", null)]
    [InlineData("urls", "url")]
    [InlineData("URL", "url")]
    [InlineData("Url", "url")]
    [InlineData("Sync-Policy", "sync_policy")]
    [InlineData("SYNC_POLICY", "sync_policy")]
    [InlineData("syncPolicy", "sync_policy")]
    [InlineData("sync policy", "sync_policy")]
    public void A_slip_is_told_from_another_name(string written, string? meant) =>
        Assert.Equal(meant, Nearest.Slip(written, ["sync_policy", "url", "name"]));
}
