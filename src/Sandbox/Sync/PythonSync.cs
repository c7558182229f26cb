// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Upstream.Python;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>The projects a Python remote includes, as their JSON at the index describes them.</summary>
internal static partial class PythonSync
{
    public static async Task<RepositoryVersion?> RunAsync(SyncRequest request, TaskContext task)
    {
        using var session = new SyncSession(request, task);
        var fetching = task.Report("Fetching Project Metadata", "sync.fetching.project");
        var downloading = task.Report("Downloading Artifacts", "sync.downloading.artifacts");
        var associating = task.Report("Associating Content", "associating.content");
        var units = new List<ContentUnit>();
        foreach (var project in Names(request.Remote.Fields, "includes").Except(Names(request.Remote.Fields, "excludes")))
        {
            if (await TryReadAsync(session, project) is { } files)
            {
                units.AddRange(files.Where(file => IsWanted(request.Remote.Fields, file)).Select(file => Unit(session, file)));
                fetching.Increment();
            }
        }

        fetching.Complete();
        await session.DownloadAsync(units, downloading);
        downloading.Complete();
        return session.Associate(units, session.Option("mirror", false), associating);
    }

    /// <summary>A project that cannot be had is left out, not an error: so Pulp does, even when the whole index is down.</summary>
    private static async Task<IEnumerable<PythonFile>?> TryReadAsync(SyncSession session, string project)
    {
        var root = new Uri(session.Remote.Url.AbsoluteUri.TrimEnd('/') + "/");
        var page = new Uri(root, $"pypi/{project}/json");
        try
        {
            _ = await session.Client.ReadAsync(new Uri(root, $"simple/{project}/"), session.Canceled); // read beside it, for metadata
            return await session.Client.ReceiveAsync(
                () => session.Client.Get(page),
                async (answer, stop) => HasSerial(answer)
                    ? ProjectJson.Parse(project, await answer.Content.ReadAsByteArrayAsync(stop), page)
                    : null,
                session.Canceled);
        }
        catch (UpstreamException)
        {
            return null;
        }
    }

    /// <summary>An answer without a serial, as from a mirror that keeps files only, is taken for a stale one.</summary>
    private static bool HasSerial(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("X-PyPI-Last-Serial", out var serials)
            && long.TryParse(serials.First(), CultureInfo.InvariantCulture, out var serial) && serial > 0;

    /// <summary>Requirement specifiers are cut down to the project's name.</summary>
    private static IEnumerable<string> Names(JsonObject remote, string field) =>
        (remote[field] as JsonArray ?? []).Select(item => SimpleIndex.Normalize(ProjectName().Match((string)item!).Value)).Distinct();

    private static bool IsWanted(JsonObject remote, PythonFile file) =>
        ((bool?)remote["prereleases"] == true || !Prerelease().IsMatch(file.Version))
        && (remote["package_types"] is not JsonArray { Count: > 0 } types || types.Any(type => (string?)type == file.PackageType));

    private static ContentUnit Unit(SyncSession session, PythonFile file) => new(
        "python.python",
        file.Sha256 ?? file.Url.AbsoluteUri,
        new JsonObject
        {
            ["filename"] = file.FileName,
            ["packagetype"] = file.PackageType,
            ["name"] = file.Project,
            ["version"] = file.Version,
            ["sha256"] = file.Sha256,
        },
        [session.Upstream(file.FileName, file.Sha256, null, file.Url)])
    {
        RepositoryKey = file.FileName,
    };

    [GeneratedRegex(@"^[A-Za-z0-9._-]+")]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"\d(a|b|rc|\.dev)\d", RegexOptions.IgnoreCase)]
    private static partial Regex Prerelease();
}
