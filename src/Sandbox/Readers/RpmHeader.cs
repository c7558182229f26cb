// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Binary;
using System.Text;

namespace Sandbox.Readers;

/// <summary>One header structure of an rpm: an index of tags, and the store their values are in.</summary>
internal sealed class RpmHeader
{
    private const int Int16 = 3;
    private const int Int32 = 4;
    private const int Int64 = 5;

    private readonly Dictionary<int, (int Type, int Offset, int Count)> _index = [];
    private readonly byte[] _file;
    private readonly int _store;

    /// <exception cref="FormatException">No header begins here.</exception>
    public RpmHeader(byte[] file, int start)
    {
        if (start + 16 > file.Length || !file.AsSpan(start).StartsWith((ReadOnlySpan<byte>)[0x8e, 0xad, 0xe8, 0x01]))
        {
            throw new FormatException("no rpm header");
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start + 8));
        var size = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start + 12));
        (_file, Start, _store) = (file, start, start + 16 + (count * 16));
        End = _store + size;
        if (count < 0 || size < 0 || End > file.Length)
        {
            throw new FormatException("the rpm header is cut off");
        }

        for (var at = start + 16; at < _store; at += 16)
        {
            var entry = file.AsSpan(at);
            _index[BinaryPrimitives.ReadInt32BigEndian(entry)] = (
                BinaryPrimitives.ReadInt32BigEndian(entry[4..]),
                BinaryPrimitives.ReadInt32BigEndian(entry[8..]),
                BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
        }
    }

    public int Start { get; }

    public int End { get; }

    public bool Has(int tag) => _index.ContainsKey(tag);

    public string Text(int tag) => Texts(tag) is [{ } first, ..] ? first : "";

    public long Number(int tag) => Numbers(tag) is [var first, ..] ? first : 0;

    public IReadOnlyList<string> Texts(int tag)
    {
        if (!_index.TryGetValue(tag, out var entry))
        {
            return [];
        }

        var texts = new List<string>();
        var at = _store + entry.Offset;
        for (var number = 0; number < entry.Count && at < End; number++)
        {
            var end = Array.IndexOf(_file, (byte)0, at, End - at);
            end = end < 0 ? End : end;
            texts.Add(Encoding.UTF8.GetString(_file, at, end - at));
            at = end + 1;
        }

        return texts;
    }

    public IReadOnlyList<long> Numbers(int tag) => _index.TryGetValue(tag, out var entry)
        ? [.. Enumerable.Range(0, entry.Count).Select(number => Read(entry.Type, _store + entry.Offset, number))]
        : [];

    private long Read(int type, int at, int number) => type switch
    {
        Int16 => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at + (number * 2))),
        Int32 => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at + (number * 4))),
        Int64 => BinaryPrimitives.ReadInt64BigEndian(_file.AsSpan(at + (number * 8))),
        _ => _file[at + number],
    };
}
