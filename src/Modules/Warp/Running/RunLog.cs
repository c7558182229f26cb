// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Microsoft.Win32.SafeHandles;
using Modules.Files;
using Modules.Http;

namespace Modules.Warp.Running;

/// <summary>What a run says, in a file that only its user can read. While the run goes on, its lines stand there whole.</summary>
internal sealed class RunLog : IDisposable
{
    public const int TailLines = 20;
    private const int LongestOfTail = 500;

    private readonly SafeFileHandle _file;
    private readonly MemoryStream _line = new();
    private readonly Queue<string> _tail = [];
    private long _written;

    private RunLog(SafeFileHandle file) => _file = file;

    /// <summary>The last lines.</summary>
    public IReadOnlyList<string> Tail => [.. _tail];

    /// <summary>A new file, in the place of the last run's.</summary>
    /// <exception cref="IOException">It cannot be made there.</exception>
    public static RunLog Create(string path)
    {
        using var folder = FolderHandle.Open(Path.GetDirectoryName(path)!);
        folder.Remove(Path.GetFileName(path));
        return new(folder.Create(Path.GetFileName(path), UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    /// <summary>Takes a piece of what is said.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        for (var rest = piece; rest.Length > 0;)
        {
            var end = rest.IndexOf((byte)'\n');
            _line.Write(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (end >= 0 || _line.Length > Limits.Piece)
            {
                EndLine();
            }
        }
    }

    /// <summary>The last line, though nothing ended it.</summary>
    public void Finish()
    {
        if (_line.Length > 0)
        {
            EndLine();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _line.Dispose();
    }

    private void EndLine()
    {
        var text = Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length).TrimEnd('\r');
        _line.WriteByte((byte)'\n');
        FileLimit.Write(_file, _line.GetBuffer().AsSpan(0, (int)_line.Length), _written);
        _written += _line.Length;
        _line.SetLength(0);
        _tail.Enqueue(text.Length > LongestOfTail ? $"{text[..LongestOfTail]}…" : text);
        if (_tail.Count > TailLines)
        {
            _ = _tail.Dequeue();
        }
    }
}
