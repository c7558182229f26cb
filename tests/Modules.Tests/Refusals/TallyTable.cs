// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;

namespace Modules.Tests.Refusals;

/// <summary>The counts of all entities, left as a file when the tests have run.</summary>
public sealed class TallyTable : IDisposable
{
    private readonly List<string> _lines = [];
    private readonly List<string> _differences = [];
    private readonly Tally _all = new("all");

    public void Dispose()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Binary.RepositoryRoot, "artifacts/test-results"));
        File.WriteAllLines(
            Path.Combine(folder.FullName, "golden-refusals.txt"),
            _lines.Order(StringComparer.Ordinal)
                .Prepend(Tally.Heading)
                .Append(_all.ToString())
                .Append("")
                .Concat(_differences.Order(StringComparer.Ordinal)));
    }

    internal void Add(Tally tally, IEnumerable<string> differences)
    {
        _lines.Add(tally.ToString());
        _all.Add(tally);
        _differences.AddRange(differences);
    }
}
