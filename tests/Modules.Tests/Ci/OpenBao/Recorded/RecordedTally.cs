// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao.Recorded;

/// <summary>What became of the recorded writes of all series, left as a file when the tests have run.</summary>
public sealed class RecordedTally : IDisposable
{
    private const string Heading = "series        refused foreseen  taken     sent converges without an option";

    private readonly List<(string Series, int[] Counts)> _rows = [];

    public void Dispose()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Binary.RepositoryRoot, "artifacts/test-results"));
        File.WriteAllText(Path.Combine(folder.FullName, "golden-openbao.txt"), Text);
    }

    /// <summary>A row for each series, and one for all.</summary>
    internal string Text => string.Concat(
        [.. _rows.OrderBy(row => row.Series, StringComparer.Ordinal).Append(All).Select(Line).Prepend(Heading).Select(line => line + "\n")]);

    private (string Series, int[] Counts) All => ("all", [.. Enumerable.Range(0, 6).Select(at => _rows.Sum(row => row.Counts[at]))]);

    /// <summary>Adds a write: what differs from what the server did with it.</summary>
    internal void Add(string series, RecordedWrite write, IReadOnlyCollection<string> aspects)
    {
        var counts = Row(series);
        counts[0] += write.IsRefused ? 1 : 0;
        counts[1] += write.IsRefused && !aspects.Contains("foreseen") ? 1 : 0;
        counts[2] += write.IsTaken ? 1 : 0;
        counts[3] += write.IsTaken && !aspects.Contains("taken") && !aspects.Contains("sent") ? 1 : 0;
        counts[4] += write.IsTaken && !aspects.Contains("taken") && !aspects.Contains("converges") ? 1 : 0;
    }

    /// <summary>A write that no module has an option for.</summary>
    internal void Pass(string series) => Row(series)[5]++;

    private int[] Row(string series)
    {
        if (!_rows.Exists(row => row.Series == series))
        {
            _rows.Add((series, new int[6]));
        }

        return _rows.First(row => row.Series == series).Counts;
    }

    private static string Line((string Series, int[] Counts) row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Series,-12} {row.Counts[0],8} {row.Counts[1],8} {row.Counts[2],6} {row.Counts[3],8} {row.Counts[4],9} {row.Counts[5],17}");
}
