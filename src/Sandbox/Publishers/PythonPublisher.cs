// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Upstream.Python;
using Sandbox.Versions;

namespace Sandbox.Publishers;

/// <summary>Publishes Python packages with a "simple" index for pip.</summary>
internal static class PythonPublisher
{
    public static async Task<IReadOnlyList<PublishedFile>> PublishAsync(
        PulpStore store, Entity publication, RepositoryVersion version, TaskContext task) =>
        await PublishAsync(store, version, task.Canceled);

    /// <summary>A python distribution may also serve a version that nobody published.</summary>
    public static async Task<IReadOnlyList<PublishedFile>> PublishAsync(PulpStore store, RepositoryVersion version, CancellationToken ct)
    {
        var projects = version.OfType("python.python")
            .GroupBy(unit => SimpleIndex.Normalize((string)unit.Fields["name"]!))
            .OrderBy(project => project.Key, StringComparer.Ordinal)
            .ToList();
        var files = projects.SelectMany(project => project)
            .Select(unit => new PublishedFile((string)unit.Fields["filename"]!, unit.Blobs[0]))
            .ToList();
        await AddAsync("simple/index.html", projects.Select(project => $"<a href=\"{project.Key}/\">{project.Key}</a><br/>"));
        foreach (var project in projects)
        {
            await AddAsync($"simple/{project.Key}/index.html", project.Select(Link));
        }

        return files;

        async Task AddAsync(string path, IEnumerable<string> links)
        {
            var page =
                "<!DOCTYPE html>\n<html>\n<head><meta name=\"pypi:repository-version\" content=\"1.0\"></head>\n<body>\n"
                + $"{string.Join('\n', links)}\n</body>\n</html>\n";
            var (sha256, size) = await store.Blobs.AddAsync(Encoding.UTF8.GetBytes(page), ct);
            files.Add(new(path, new Blob(path, sha256, size)));
        }
    }

    private static string Link(ContentUnit unit)
    {
        var name = (string)unit.Fields["filename"]!;
        var checksum = unit.Blobs[0].Sha256 is { } sha256 ? $"#sha256={sha256}" : "";
        return $"<a href=\"../../{Uri.EscapeDataString(name)}{checksum}\">{WebUtility.HtmlEncode(name)}</a><br/>";
    }
}
