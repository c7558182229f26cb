// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Session;

/// <summary>What the distributions of a plugin serve.</summary>
internal static class ServedObjects
{
    private const string Versions = "versions/";

    private static readonly string[] Sources = ["repository", "publication", "repository_version", "remote"];

    /// <summary>The names of distributions by the hrefs of what they serve: a publication or a version stands for its repository, too;
    /// of a cache it is the remote.</summary>
    /// <param name="pulp">The server.</param>
    /// <param name="publications">The collections of what they may serve in place of a repository.</param>
    /// <param name="distributions">Their collection.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<ILookup<string, string>> ReadAsync(
        PulpSession pulp, IEnumerable<string> publications, string distributions, CancellationToken ct)
    {
        var repositories = new Dictionary<string, string>();
        foreach (var path in publications)
        {
            await foreach (var each in pulp.EachAsync(path, "fields=pulp_href,repository_version", ct))
            {
                repositories[(string)each["pulp_href"]!] = Repository((string?)each["repository_version"] ?? "");
            }
        }

        List<(string Href, string Name)> served = [];
        await foreach (var each in pulp.EachAsync(distributions, $"fields=name,{string.Join(',', Sources)}", ct))
        {
            foreach (var href in Sources.Select(source => (string?)each[source]).OfType<string>())
            {
                served.Add((href, (string)each["name"]!));
                if (repositories.GetValueOrDefault(href, Repository(href)) is var repository && repository != href)
                {
                    served.Add((repository, (string)each["name"]!));
                }
            }
        }

        return served.ToLookup(each => each.Href, each => each.Name);
    }

    /// <summary>The distributions that serve one of these; none where nobody does.</summary>
    public static IReadOnlyList<string> Names(this ILookup<string, string> served, IEnumerable<string> hrefs) =>
        [.. hrefs.SelectMany(href => served[href]).Distinct().Order(StringComparer.Ordinal)];

    private static string Repository(string version) => version.Split(Versions)[0];
}
