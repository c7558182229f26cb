// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;

namespace Sandbox.Tests.Upstream;

public sealed class CompressionTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("xz")]
    [InlineData("zstd")]
    [InlineData("bzip2")]
    public async Task Any_usual_packing_is_undone(string tool)
    {
        using var folder = new TemporaryFolder();
        var plain = string.Concat(Enumerable.Repeat("a line of an index\n", 10000));
        await File.WriteAllTextAsync(folder.In("plain"), plain);
        await Command.RunAsync("sh", "-c", $"{tool} -c < '{folder.In("plain")}' > '{folder.In("packed")}'");

        Assert.Equal(
            plain,
            Encoding.UTF8.GetString(
                await Compression.UnpackAsync(await File.ReadAllBytesAsync(folder.In("packed")), "index", CancellationToken.None)));
    }

    [Theory]
    [InlineData(new byte[] { 0x1f, 0x8b, 1, 2, 3 })]
    [InlineData(new byte[] { 0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 1 })]
    [InlineData(new byte[] { 0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3 })]
    [InlineData(new byte[] { (byte)'B', (byte)'Z', (byte)'h', (byte)'9', 1, 2, 3 })]
    public async Task Damaged_packing_is_an_upstream_error(byte[] damaged)
    {
        var failed = await Assert.ThrowsAsync<UpstreamException>(
            () => Compression.UnpackAsync(damaged, "primary.xml", CancellationToken.None));
        Assert.Contains("primary.xml", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_packed_can_be_unpacked_by_the_tool()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.In("packed"), Compression.Zstd("<xml/>"u8.ToArray()));
        await Command.RunAsync("sh", "-c", $"zstd -dc < '{folder.In("packed")}' > '{folder.In("plain")}'");

        Assert.Equal("<xml/>", await File.ReadAllTextAsync(folder.In("plain")));
    }

    [Fact]
    public async Task What_is_not_packed_stays_as_it_is() =>
        Assert.Equal("<xml/>"u8.ToArray(), await Compression.UnpackAsync("<xml/>"u8.ToArray(), "index", CancellationToken.None));
}
