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
    /// <summary>The stream, whose reading fails behind a message that tells a failure.</summary>
    /// <param name="stream">Messages, each a line.</param>
    /// <param name="what">Its name, where it is no such stream.</param>
    public static Stream Watch(Stream stream, string what)
    {
        var line = new ArrayBufferWriter<byte>();
        string? told = null;
        return new ForwardStream(stream) { Seen = Look };

        void Look(ReadOnlySpan<byte> piece)
        {
            Fail(); // what came with the failure, in front of it, has been read by now
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
                Fail();
            }
        }

        void Judge()
        {
            told ??= JsonNodes.Text(JsonNodes.Parse(line.WrittenSpan), "error");
            line.ResetWrittenCount();
        }

        void Fail()
        {
            if (told is not null)
            {
                throw new ModuleException(told.Trim().TrimEnd('.') + ".");
            }
        }
    }
}
