// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>
/// Whether what an item asks for is there: Pulp syncs nothing for a tag, a distribution, a component, an architecture or a project that its
/// upstream does not have, says so nowhere, and the hosts find out.
/// </summary>
internal static class FilterMatches
{
    private const int TagsAskedOneByOne = 20;
    private const int ProjectsAsked = 100;
    private const string Serial = "X-PyPI-Last-Serial";

    /// <summary>A sentence for each option that names what is not there; none where the upstream does not tell.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(UpstreamRemote remote, CancellationToken ct)
    {
        if (remote.Root is not { } root)
        {
            return [];
        }

        try
        {
            return remote.Kind switch
            {
                "container" => await TagsAsync(remote, root, ct),
                "deb" => await DistributionsAsync(remote, root, ct),
                "python" => await ProjectsAsync(remote, root, ct),
                _ => [],
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or ModuleException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return []; // the preflight tells why
        }
    }

    private static async Task<IReadOnlyList<string>> TagsAsync(UpstreamRemote remote, Uri root, CancellationToken ct)
    {
        using var upstream = UpstreamClient.For(remote);
        var tags = new UpstreamTags(upstream, remote, root);
        List<string> wanted = [.. tags.Included.Where(each => each.Length > 0 && !each.Contains(':', StringComparison.Ordinal)).Distinct()];
        List<string> missing = [];
        if (wanted.Count <= TagsAskedOneByOne && wanted.All(UpstreamTags.IsName))
        {
            foreach (var tag in wanted)
            {
                if (await tags.DigestAsync(tag, ct) is null)
                {
                    missing.Add(tag);
                }
            }
        }
        else
        {
            var there = await tags.ListAsync(ct);
            missing.AddRange(wanted.Where(pattern => !there.Any(tag => UpstreamTags.Fits(pattern, tag))));
        }

        var registry = root.GetLeftPart(UriPartial.Authority);
        return [.. Told(remote.Item, RemoteArguments.IncludeTags, missing, $"{registry} does not have for {remote.ImageName}")];
    }

    private static async Task<IReadOnlyList<string>> DistributionsAsync(UpstreamRemote remote, Uri root, CancellationToken ct)
    {
        using var upstream = UpstreamClient.For(remote);
        List<string> missing = [];
        HashSet<string> components = [], architectures = ["all", "source"]; // which Release files need not name
        var isWhole = true;
        foreach (var distribution in remote.Distributions.Distinct())
        {
            var release = await TextAsync(upstream, UpstreamPaths.Release(root, distribution, "InRelease"), ct)
                ?? await TextAsync(upstream, UpstreamPaths.Release(root, distribution), ct);
            if (release is null)
            {
                missing.Add(distribution);
                continue;
            }

            var (some, others) = (Words(release, "Components"), Words(release, "Architectures"));
            isWhole &= some.Count > 0 && others.Count > 0 && !distribution.EndsWith('/');
            components.UnionWith(some.SelectMany(each => new[] { each, each[(each.LastIndexOf('/') + 1)..] })); // updates/main is main, too
            architectures.UnionWith(others);
        }

        var place = $"{root} does not have";
        if (!isWhole || missing.Count > 0)
        {
            return [.. Told(remote.Item, RemoteArguments.Distributions, missing, place)];
        }

        List<string> unknown = [.. Given(RemoteArguments.Architectures).Where(each => !architectures.Contains(each))];
        return
        [
            .. Told(remote.Item, RemoteArguments.Components, [.. Given(RemoteArguments.Components).Where(each => !Has(each))], place),
            .. Told(remote.Item, RemoteArguments.Architectures, unknown, place),
        ];

        bool Has(string component) => components.Contains(component) || components.Contains(component[(component.LastIndexOf('/') + 1)..]);

        IEnumerable<string> Given(Argument<IReadOnlyList<string>?> option) =>
            (remote.Item.Get(option) ?? []).SelectMany(each => each.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<IReadOnlyList<string>> ProjectsAsync(UpstreamRemote remote, Uri root, CancellationToken ct)
    {
        using var upstream = UpstreamClient.For(remote);
        List<string> missing = [];
        foreach (var project in remote.Projects.Take(ProjectsAsked))
        {
            using var response = await upstream.OpenAsync(UpstreamRemote.Project(root, project), ct);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                missing.Add(project);
            }
            else if (response.IsSuccessStatusCode && !HasSerial(response))
            {
                return
                [
                    $"Choose another url for {remote.Item.Label}, such as that of a Pulp or of PyPI: {root} answers without the header "
                        + $"{Serial}, as a folder of files does, and Pulp syncs nothing from there and says so nowhere.",
                ];
            }
            else
            {
                using var links = await upstream.OpenAsync(UpstreamRemote.Links(root, project), ct);
                if (links.StatusCode == HttpStatusCode.NotFound)
                {
                    missing.Add(project);
                }
            }
        }

        var place = $"{root} does not have as both {UpstreamRemote.Project(root, "NAME")} and {UpstreamRemote.Links(root, "NAME")}";
        return [.. Told(remote.Item, RemoteArguments.Includes, missing, place)];
    }

    /// <summary>Pulp's client takes an answer without it for a stale one.</summary>
    private static bool HasSerial(HttpResponseMessage response) =>
        response.Headers.TryGetValues(Serial, out var serials)
            && long.TryParse(serials.First(), CultureInfo.InvariantCulture, out var serial)
            && serial > 0;

    private static async Task<string?> TextAsync(UpstreamClient upstream, Uri file, CancellationToken ct)
    {
        using var response = await upstream.SendAsync(HttpMethod.Get, file, ct);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
    }

    /// <summary>The words of a line of a Release file.</summary>
    private static HashSet<string> Words(string release, string field) =>
        [.. release.Split('\n')
            .FirstOrDefault(line => line.StartsWith($"{field}:", StringComparison.OrdinalIgnoreCase))?[(field.Length + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []];

    private static IEnumerable<string> Told(Item item, Argument option, List<string> missing, string place)
    {
        if (missing.Count > 0)
        {
            yield return $"{option.Name} names '{string.Join("', '", missing)}', which {place}: nothing is synced for it. "
                + $"Check {option.Name} of {item.Label}.";
        }
    }
}
