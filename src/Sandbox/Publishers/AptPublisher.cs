// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Units;
using Sandbox.Upstream.Deb;
using Sandbox.Versions;

namespace Sandbox.Publishers;

/// <summary>
/// Publishes a version as a Debian archive with indexes of our own: "simple" (one for all), "structured" (as upstream has them), or both.
/// </summary>
internal static class AptPublisher
{
    private const string SimpleDistribution = "default";
    private const string SimpleComponent = "all";

    public static async Task<IReadOnlyList<PublishedFile>> PublishAsync(
        PulpStore store, Entity publication, RepositoryVersion version, TaskContext task)
    {
        var files = new Dictionary<string, Blob>();
        var packages = version.OfType("deb.package").OrderBy(unit => unit.Key, StringComparer.Ordinal).ToList();
        if (publication.Flag("simple"))
        {
            var release = new DebRelease(SimpleDistribution, SimpleDistribution, null);
            await WriteAsync(store, release, [(SimpleComponent, packages)], [], files, task.Canceled);
        }

        if (publication.Fields["structured"] is null || publication.Flag("structured"))
        {
            await StructuredAsync(store, version, packages, files, task.Canceled);
        }

        return [.. files.Select(file => new PublishedFile(file.Key, file.Value))];
    }

    private static async Task StructuredAsync(
        PulpStore store, RepositoryVersion version, List<ContentUnit> packages, Dictionary<string, Blob> files, CancellationToken ct)
    {
        var byHref = packages.ToDictionary(package => DebUnits.Href("packages", package));
        var members = version.OfType("deb.package_release_component")
            .ToLookup(link => (string)link.Fields["release_component"]!, link => (string)link.Fields["package"]!);
        foreach (var components in version.OfType("deb.release_component").GroupBy(unit => (string)unit.Fields["distribution"]!))
        {
            var release = version.OfType("deb.release").FirstOrDefault(unit => (string?)unit.Fields["distribution"] == components.Key);
            var architectures = version.OfType("deb.release_architecture")
                .Where(unit => (string?)unit.Fields["distribution"] == components.Key);
            await WriteAsync(
                store,
                new(components.Key, (string?)release?.Fields["codename"] ?? components.Key, release),
                [.. components.Select(component => (
                    (string)component.Fields["plain_component"]!,
                    members[DebUnits.Href("release_components", component)]
                        .Where(byHref.ContainsKey)
                        .Select(href => byHref[href])
                        .ToList()))],
                [.. architectures.Select(unit => (string)unit.Fields["architecture"]!)],
                files,
                ct);
        }
    }

    private static async Task WriteAsync(
        PulpStore store,
        DebRelease release,
        IReadOnlyList<(string Component, List<ContentUnit> Packages)> components,
        IReadOnlyList<string> known,
        Dictionary<string, Blob> files, CancellationToken ct)
    {
        var architectures = known.Concat(components.SelectMany(part => part.Packages).Select(Architecture))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var (component, packages) in components)
        {
            foreach (var architecture in architectures)
            {
                // Like most archives: what fits every architecture stands in each index.
                var fitting = packages.Where(
                    package => Architecture(package) == architecture || (Architecture(package) == "all" && architecture != "all"));
                var index = Packages(component, fitting, files);
                release.Add($"{component}/binary-{architecture}/Packages", index);
                release.Add($"{component}/binary-{architecture}/Packages.gz", Rpm.Repodata.Gzip(index));
            }
        }

        foreach (var (path, bytes) in release.Close(architectures, components.Select(part => part.Component)))
        {
            var (sha256, size) = await store.Blobs.AddAsync(bytes, ct);
            files[path] = new Blob(path, sha256, size);
        }
    }

    private static byte[] Packages(string component, IEnumerable<ContentUnit> packages, Dictionary<string, Blob> files)
    {
        var index = new StringBuilder();
        foreach (var package in packages)
        {
            var blob = package.Blobs[0];
            var path = PoolPath(component, package);
            files[path] = blob;
            foreach (var (name, value) in PackageFields.Stanza(package.Fields))
            {
                index.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
            }

            index.Append(CultureInfo.InvariantCulture, $"Filename: {path}\nSize: {blob.Size}\n");
            if (blob.Sha256 is { } sha256)
            {
                index.Append(CultureInfo.InvariantCulture, $"SHA256: {sha256}\n");
            }

            index.Append('\n');
        }

        return Encoding.UTF8.GetBytes(index.ToString());
    }

    private static string PoolPath(string component, ContentUnit package)
    {
        var source = ReleaseFile.Words((string?)package.Fields["source"]) is [var name, ..] ? name : (string)package.Fields["package"]!;
        var prefix = source.StartsWith("lib", StringComparison.Ordinal) && source.Length > 3 ? source[..4] : source[..1];
        var version = ((string)package.Fields["version"]!).Split(':')[^1];
        return $"pool/{component}/{prefix}/{source}/{package.Fields["package"]}_{version}_{package.Fields["architecture"]}.deb";
    }

    private static string Architecture(ContentUnit package) => (string?)package.Fields["architecture"] ?? "all";
}
