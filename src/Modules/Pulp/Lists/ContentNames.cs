namespace Modules.Pulp.Lists;

/// <summary>The names of what a repository version holds, each with its versions.</summary>
internal sealed class ContentNames : SortedDictionary<string, SortedSet<string>>
{
    public ContentNames()
        : base(StringComparer.Ordinal)
    {
    }

    public void Add(string name, string version)
    {
        if (!TryGetValue(name, out var versions))
        {
            this[name] = versions = new(StringComparer.Ordinal);
        }

        _ = versions.Add(version);
    }
}
