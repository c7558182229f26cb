// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http;

namespace Modules.Tests.Http;

/// <summary>What was read before comes again, whatever pieces it is asked for in.</summary>
public sealed class ForwardStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public async Task First_bytes_come_before_the_rest_and_are_counted(int piece)
    {
        using var inner = new MemoryStream([3, 4, 5]);
        var seen = new List<byte>();
        await using var stream = new ForwardStream(inner) { First = new byte[] { 1, 2 }, Seen = bytes => seen.AddRange(bytes) };
        var read = new List<byte>();
        var buffer = new byte[piece];
        for (var turn = 0; await stream.ReadAsync(buffer) is > 0 and var length; turn++)
        {
            read.AddRange(buffer[..length]);
            if (turn % 2 == 0 && stream.Read(buffer) is > 0 and var more)
            {
                read.AddRange(buffer[..more]);
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], read);
        Assert.Equal(read, seen);
        Assert.Equal(5, stream.Position);
    }
}
