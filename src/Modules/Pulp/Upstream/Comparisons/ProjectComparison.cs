// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.Pulp.Arguments;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>Python: does the upstream's description of the projects list files that a version lacks?</summary>
internal sealed class ProjectComparison(PulpSession pulp, UpstreamClient upstream, UpstreamRemote remote, Uri root)
{
    private const int MostProjects = 100;

    public async Task<News> OfAsync(string version, CancellationToken ct)
    {
        if (remote.Projects.Count is 0 or > MostProjects)
        {
            return News.Unknown(
                remote.Projects.Count == 0
                    ? $"{RemoteArguments.Includes.Name} names no projects, and whole indexes are not compared."
                    : $"{RemoteArguments.Includes.Name} names {remote.Projects.Count} projects, which are too many to ask for one by one.");
        }

        var known = (await pulp.ListAsync(
            "content/python/packages/", $"repository_version={Uri.EscapeDataString(version)}&fields=filename,sha256", ct))
            .Select(file => $"{file["filename"]} {file["sha256"]}").ToHashSet();
        HashSet<string> offered = [];
        foreach (var project in remote.Projects)
        {
            offered.UnionWith((await FilesAsync(project, ct)).Where(IsWanted).Select(file => $"{file.Name} {file.Sha256}"));
        }

        var (added, gone) = (offered.Except(known).Count(), remote.Mirrors ? known.Except(offered).Count() : 0);
        List<string> leaveOut = [.. LeaveOut()];
        return added + gone == 0 ? new News(false, "The upstream has the same files.")
            : gone == 0 && leaveOut.Count > 0 ? News.Unknown(
                $"the repository lacks {added} files of the upstream's, which {string.Join(" and ", leaveOut)} may leave out.")
            : new News(true, $"The upstream has {added} new or changed files{(gone > 0 ? $", and no longer has {gone}" : "")}.");
    }

    /// <summary>A project that is not there brings nothing, as in a sync.</summary>
    private async Task<IReadOnlyList<ProjectFile>> FilesAsync(string project, CancellationToken ct)
    {
        var address = UpstreamRemote.Project(root, project);
        using var response = await upstream.OpenAsync(address, ct);
        return response.StatusCode == HttpStatusCode.NotFound
            ? []
            : await UpstreamData.GuardAsync(
                address.ToString(),
                async () => ProjectFile.Read(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(ct)));
    }

    private bool IsWanted(ProjectFile file) =>
        (remote.Item.Get(RemoteArguments.Prereleases) == true || !file.IsPrerelease)
        && (remote.Item.Get(RemoteArguments.PackageTypes) is not { Count: > 0 } types || types.Contains(file.Type));

    /// <summary>The options that leave out more, by rules which only a sync applies.</summary>
    private IEnumerable<string> LeaveOut() => new (string Name, bool Does)[]
    {
        (RemoteArguments.Includes.Name, remote.PinsVersions),
        (RemoteArguments.Excludes.Name, remote.Item.Get(RemoteArguments.Excludes) is { Count: > 0 }),
        (RemoteArguments.ExcludePlatforms.Name, remote.Item.Get(RemoteArguments.ExcludePlatforms) is { Count: > 0 }),
        (RemoteArguments.KeepLatestPackages.Name, remote.Item.Get(RemoteArguments.KeepLatestPackages) > 0),
    }.Where(each => each.Does).Select(each => each.Name);
}
