// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Checks;
using Modules.PulpServer;

namespace Modules.Tests.PulpServer;

public sealed class UpgradePathTests
{
    [Theory]
    [InlineData("3.49.72", "3.123.1", "Upgrade to a version from 3.70 on and older than 3.85 first")]
    [InlineData("3.69.0", "3.85.0", "Upgrade to a version from 3.70 on and older than 3.85 first")]
    [InlineData("3.105.16", "3.49.72", "does not support going back from 3.105.16 to 3.49.72")]
    [InlineData("3.49.72", "3.84.2", null)]
    [InlineData("3.73.0", "3.123.1", null)]
    [InlineData("3.105.16", "3.105.3", null)] // within a minor version nothing is converted
    [InlineData("3.21.36", "3.49", null)]
    public void Some_versions_cannot_follow_others(string from, string to, string? refusal)
    {
        var check = UpgradePath.Look(Version.Parse(from), Version.Parse(to));
        Assert.Equal(refusal is null ? CheckState.Ok : CheckState.NotOk, check.State);
        Assert.Contains(refusal ?? "can follow", check.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pulp/pulp:3.49", "3.49")]
    [InlineData("registry.example.com:5000/pulp/pulp:3.123.1", "3.123.1")]
    [InlineData("registry.example.com:5000/pulp/pulp", null)]
    [InlineData("pulp/pulp:latest", null)]
    [InlineData("pulp/pulp:1", null)]
    public void A_tag_may_name_its_version(string image, string? version) => Assert.Equal(version, UpgradePath.OfTag(image)?.ToString());
}
