// SPDX-License-Identifier: GPL-3.0-or-later
namespace Tests.Infra;

/// <summary>
/// The C# sources below a folder as namespaces that use each other: by a using, by a qualified name, or, of a parent, by nothing but the
/// name of one of its types. What a test wants of them: no circle, no namespace of more files than a person keeps in mind, no line wider
/// than a screen.
/// </summary>
internal sealed class NamespaceGraph
{
    public const int MostFiles = 20;
    public const int LongestLine = 140;

    private readonly Dictionary<string, List<SourceFile>> _namespaces;

    private NamespaceGraph(IReadOnlyList<SourceFile> files)
    {
        Files = files;
        _namespaces = files.Where(file => file.Namespace is not null)
            .GroupBy(file => file.Namespace!)
            .ToDictionary(group => group.Key, group => group.ToList());
    }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Namespaces of more files than <see cref="MostFiles"/>.</summary>
    public IEnumerable<string> CrowdedNamespaces =>
        _namespaces.Where(pair => pair.Value.Count > MostFiles).Select(pair => $"{pair.Key} has {pair.Value.Count} files");

    public IEnumerable<string> LongLines => Files.SelectMany(file => file.LongLines);

    /// <summary>Groups of namespaces each of which uses, by whatever way, every other of its group.</summary>
    public IEnumerable<string> Circles
    {
        get
        {
            var reached = _namespaces.Keys.ToDictionary(name => name, Reached);

            return _namespaces.Keys
                .Select(name => reached[name].Where(other => reached[other].Contains(name)).Order(StringComparer.Ordinal).ToList())
                .Where(circle => circle.Count > 1)
                .Select(circle => string.Join(" <-> ", circle))
                .Distinct();
        }
    }

    /// <summary>The sources of the projects in these folders, without what a build made.</summary>
    public static NamespaceGraph Read(params IEnumerable<string> folders) => new(
    [
        .. folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(SourceFile.Read),
    ]);

    /// <summary>The namespaces that one uses itself.</summary>
    public IEnumerable<string> UsedBy(string name) => _namespaces.Keys.Where(other => other != name && Uses(name, other));

    private bool Uses(string name, string other)
    {
        var text = _namespaces[name];
        if (text.Exists(file => file.Usings.Contains(other)))
        {
            return true;
        }

        // A parent needs no using: whoever names one of its types uses it. A type of the same name nearer by is meant instead.
        var types = _namespaces[other].SelectMany(file => file.Types).ToHashSet();
        if (name.StartsWith(other + ".", StringComparison.Ordinal))
        {
            types.ExceptWith(_namespaces[name].SelectMany(file => file.Types));

            return text.Exists(file => file.Words.Overlaps(types));
        }

        // Store.Entity, seen from a sibling of Store.
        var (parent, last) = Split(other);

        return (name == parent || parent.Length == 0 || name.StartsWith(parent + ".", StringComparison.Ordinal))
            && text.Exists(file => file.Qualified.Any(pair => pair.Namespace == last && types.Contains(pair.Type)));
    }

    private HashSet<string> Reached(string from)
    {
        HashSet<string> reached = [];
        var open = new Stack<string>([from]);
        while (open.TryPop(out var name))
        {
            foreach (var next in UsedBy(name).Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static (string Parent, string Last) Split(string name) =>
        name.LastIndexOf('.') is var dot and > 0 ? (name[..dot], name[(dot + 1)..]) : ("", name);
}
