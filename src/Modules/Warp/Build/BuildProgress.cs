// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;

namespace Modules.Warp.Build;

/// <summary>What an engine says while it builds; the end of it is kept.</summary>
/// <param name="tell">Told the step that it is at.</param>
internal sealed partial class BuildProgress(Action<string> tell) : IProgress<JSONMessage>
{
    private const int Kept = 50;

    private readonly StringBuilder _line = new();
    private readonly Queue<string> _last = [];

    /// <summary>The last lines.</summary>
    public IReadOnlyList<string> Last => [.. _last];

    public void Report(JSONMessage value)
    {
        foreach (var letter in value?.Stream ?? "")
        {
            if (letter != '\n')
            {
                _ = _line.Append(letter);
                continue;
            }

            Keep(Colour().Replace(_line.ToString(), "").TrimEnd());
            _ = _line.Clear();
        }
    }

    private void Keep(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        _last.Enqueue(line);
        if (_last.Count > Kept)
        {
            _ = _last.Dequeue();
        }

        if (line.StartsWith("Step ", StringComparison.Ordinal))
        {
            tell(line);
        }
    }

    /// <summary>What a step says as an error, the engine paints red.</summary>
    [GeneratedRegex("\\x1b\\[[0-9;]*m")]
    private static partial Regex Colour();
}
