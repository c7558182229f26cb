// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Upstream;
using Sandbox.Upstream.Rpm;

namespace Sandbox.Tests.Upstream.Rpm;

public sealed class RepomdTests
{
    [Theory]
    [InlineData("<html><body>log in first</body></html>")]
    [InlineData("not even xml")]
    [InlineData("")]
    [InlineData("""<repomd xmlns="http://linux.duke.edu/metadata/repo"><data type="primary"/></repomd>""")]
    public void Garbage_is_said_to_be_garbage(string text) =>
        Assert.StartsWith(
            "Repomd XML parser error",
            Assert.Throws<UpstreamException>(() => Repomd.Parse(Encoding.UTF8.GetBytes(text))).Message,
            StringComparison.Ordinal);
}
