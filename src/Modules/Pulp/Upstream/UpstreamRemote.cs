// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>
/// What an item says of its upstream, read once: the plan, the questions before the first write and the comparison in check mode share it.
/// </summary>
internal sealed partial class UpstreamRemote
{
    private UpstreamRemote(Item item, Invocation run)
    {
        Item = item;
        Url = item.Get(RemoteArguments.Url) ?? "";
        Root = Uri.TryCreate(Url.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
        Key = UpstreamKey.Of(item, run);
        Distributions =
        [
            .. (item.Get(RemoteArguments.Distributions) ?? []).SelectMany(each => each.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
        Headers =
        [
            .. (item.Get(RemoteArguments.Headers) ?? [])
                .SelectMany(each => each)
                .Select(header => KeyValuePair.Create(header.Key, header.Value?.ToString() ?? "")),
        ];
    }

    public Item Item { get; }

    /// <summary>The kind of repository.</summary>
    public string Kind => Item.Family.Name;

    /// <summary>As the item says it.</summary>
    public string Url { get; }

    /// <summary>The URL as a folder; null where it is no URL of the web.</summary>
    public Uri? Root { get; }

    /// <summary>What it has in common with others that can be asked for it.</summary>
    public UpstreamKey Key { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The authorities that its certificate is held against; null for the system's.</summary>
    public string? Authorities => Item.Get(RemoteArguments.Authorities) is { Length: > 0 } own ? own : null;

    public bool ValidatesTls => Item.Get(RemoteArguments.ValidatesTls) ?? true;

    /// <summary>Of an image.</summary>
    public string ImageName => Item.Get(RemoteArguments.UpstreamName) is { Length: > 0 } name ? name : Item.Name;

    /// <summary>Of an image: patterns of the tags that are wanted; none for all.</summary>
    public IReadOnlyList<string> IncludeTags => Item.Get(RemoteArguments.IncludeTags) ?? [];

    /// <summary>Of an image: patterns of the tags that are not.</summary>
    public IReadOnlyList<string> ExcludeTags => Item.Get(RemoteArguments.ExcludeTags) ?? [];

    /// <summary>Of a Debian archive.</summary>
    public IReadOnlyList<string> Distributions { get; }

    /// <summary>Whether a sync removes what is no longer there.</summary>
    public bool Mirrors => Item.Get(SyncArguments.Mirror) == true
        || Item.Get(SyncArguments.Policy) is "mirror_complete" or "mirror_content_only";

    /// <summary>Of an RPM repository: its metadata is served as it is.</summary>
    public bool MirrorsMetadata => Item.Get(SyncArguments.Policy) == "mirror_complete";

    /// <summary>Of an RPM repository: packages of sources are left out.</summary>
    public bool SkipsSources => Item.Get(SyncArguments.SkipTypes)?.Contains("srpm") == true;

    /// <summary>
    /// The file a sync begins with, in each of the forms that Pulp takes: an RPM repository or a list of its mirrors, a Debian
    /// archive with a Release or an InRelease file. Empty where that is not known.
    /// </summary>
    public IReadOnlyList<Uri> Forms => Root is not { } root ? [] : Kind switch
    {
        "rpm" => [new Uri(root, "repodata/repomd.xml"), new Uri(Url)],
        "deb" when Distributions is [var first, ..] =>
            [UpstreamPaths.Release(root, first), UpstreamPaths.Release(root, first, "InRelease")],
        "container" => [new Uri(root, $"/v2/{ImageName}/tags/list?n=1")],
        "file" => [new Uri(Url)],
        "python" => [Projects is [var first, ..] ? Project(root, first) : new Uri(root, "simple/")],
        _ => [],
    };

    /// <summary>Of a Python index: the projects that are wanted, as it spells them.</summary>
    public IReadOnlyList<string> Projects => [.. (Item.Get(RemoteArguments.Includes) ?? [])
        .Select(each => Separators().Replace(ProjectName().Match(each).Value, "-").ToLowerInvariant())
        .Where(name => name.Length > 0)
        .Distinct()];

    /// <summary>Whether of a project not all versions are wanted.</summary>
    public bool PinsVersions =>
        (Item.Get(RemoteArguments.Includes) ?? []).Any(each => ProjectName().Match(each).Value.Trim() != each.Trim());

    /// <summary>A sync completes without a word even where the upstream does not answer, as Pulp syncs Python's indexes.</summary>
    public bool HidesFailure => Kind == "python";

    /// <summary>The description of a Python project, which Pulp syncs from.</summary>
    public static Uri Project(Uri root, string name) => new(root, $"pypi/{name}/json");

    /// <summary>Its page of links, which pip reads, and Pulp beside the description.</summary>
    public static Uri Links(Uri root, string name) => new(root, $"simple/{name}/");

    /// <param name="item">What is to be synced.</param>
    /// <param name="run">Keeps its secrets.</param>
    public static UpstreamRemote Of(Item item, Invocation run) => new(item, run);

    /// <summary>A requirement begins with a name; versions and markers follow.</summary>
    [GeneratedRegex(@"^\s*[A-Za-z0-9._-]*")]
    private static partial Regex ProjectName();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
