// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers;
using ModuleHost;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>
/// Finds the failure that an engine tells inside an answer that began as a success. The library tells such a message as any
/// other, and does not read the key that all engines have for it.
/// </summary>
internal static class ErrorsInMessages
{
    /// <summary>The stream, whose reading fails where a message tells a failure.</summary>
    /// <param name="stream">Messages, each a line.</param>
    /// <param name="what">Its name, where it is no such stream.</param>
    public static Stream Watch(Stream stream, string what)
    {
        var line = new ArrayBufferWriter<byte>();
        return new ForwardStream(stream) { Seen = Look };

        void Look(ReadOnlySpan<byte> piece)
        {
            for (var rest = piece; rest.Length > 0;)
            {
                var end = rest.IndexOf((byte)'\n');
                line.Write(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? [] : rest[(end + 1)..];
                if (end >= 0)
                {
                    Judge();
                }
                else if (line.WrittenCount > Limits.Piece)
                {
                    throw StreamLimits.TooLarge($"A message of {what}", Limits.Piece);
                }
            }

            if (piece.Length == 0)
            {
                Judge();
            }
        }

        void Judge()
        {
            if (JsonNodes.Text(JsonNodes.Parse(line.WrittenSpan), "error") is { } error)
            {
                throw new ModuleException(error.Trim().TrimEnd('.') + ".");
            }

            line.ResetWrittenCount();
        }
    }
}
