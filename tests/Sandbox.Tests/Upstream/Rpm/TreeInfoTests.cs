// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Upstream.Rpm;

namespace Sandbox.Tests.Upstream.Rpm;

/// <summary>Which .treeinfo Pulp reads: each line left out of one that it takes, and what pulp_rpm 3.35 answered.</summary>
public sealed class TreeInfoTests
{
    private const string Whole = """
        [header]
        type = productmd.treeinfo
        version = 1.2
        [release]
        name = Tiny Linux
        short = tiny
        version = 9
        [tree]
        arch = x86_64
        platforms = x86_64
        build_timestamp = 1767225600
        variants = baseos
        [variant-baseos]
        id = baseos
        [checksums]
        images/pxeboot/vmlinuz = sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        [images-x86_64]
        kernel = images/pxeboot/vmlinuz
        """;

    [Theory]
    [InlineData("", null)]
    [InlineData("type = productmd.treeinfo", "No option 'type' in section: 'header'")]
    [InlineData("version = 1.2", "No section: 'general'")]
    [InlineData("name = Tiny Linux", "No option 'name' in section: 'release'")]
    [InlineData("short = tiny", null)]
    [InlineData("version = 9", "No option 'version' in section: 'release'")]
    [InlineData("arch = x86_64", "No option 'arch' in section: 'tree'")]
    [InlineData("platforms = x86_64", "No option 'platforms' in section: 'tree'")]
    [InlineData("build_timestamp = 1767225600", "No option 'build_timestamp' in section: 'tree'")]
    [InlineData("variants = baseos", null)]
    [InlineData("[checksums]", null)]
    [InlineData("kernel = images/pxeboot/vmlinuz", null)]
    public void What_is_missing_is_named_as_Pulp_does(string line, string? complaint) => Assert.Equal(
        complaint,
        TreeInfo.Of(".treeinfo", Encoding.UTF8.GetBytes(string.Join('\n', Whole.Split('\n').Where(each => each != line)))).Complaint);
}
