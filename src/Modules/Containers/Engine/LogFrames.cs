using System.Buffers.Binary;
using System.Text;

namespace Modules.Containers.Engine;

/// <summary>A container's log as the engine sends it: frames of eight bytes of header (stream, three zeros, length) and text.</summary>
internal static class LogFrames
{
    private const int HeaderLength = 8;

    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (bytes.Length >= HeaderLength && bytes[0] <= 2 && bytes[1..4].IndexOfAnyExcept((byte)0) < 0)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), bytes.Length - HeaderLength);
            _ = text.Append(Encoding.UTF8.GetString(bytes.Slice(HeaderLength, length)));
            bytes = bytes[(HeaderLength + length)..];
        }

        // A container with a terminal has no frames.
        _ = text.Append(Encoding.UTF8.GetString(bytes));
        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
