// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Publishers.Rpm;

/// <summary>Publishes a version as an RPM repository: its packages, with metadata written for just these.</summary>
internal static class RpmPublisher
{
    public static async Task<IReadOnlyList<PublishedFile>> PublishAsync(
        PulpStore store, Entity publication, RepositoryVersion version, TaskContext task)
    {
        var ct = task.Canceled;
        var layout = publication.Text("layout") ?? "nested_alphabetically";
        var packages = version.OfType("rpm.package")
            .Select(unit => (Href: Href(unit, layout), Unit: unit))
            .OrderBy(package => package.Href, StringComparer.Ordinal)
            .ToList();
        // Copies, one at a time: what is looked at here need not stay unfolded in the store.
        var described = packages.Select(package => (package.Href, package.Unit.Fields.DeepClone().AsObject()));

        var repodata = new Repodata(Known(publication.Text("checksum_type")), publication.Text("compression_type") ?? "gz");
        repodata.Add("primary", "primary.xml", PrimaryXml.Write(packages.Count, described));
        repodata.Add("filelists", "filelists.xml", PackageLists.Files(packages.Count, described));
        repodata.Add("other", "other.xml", PackageLists.Others(packages.Count, described));
        await AddRestAsync(repodata, store, version, ct);
        repodata.Close(DateTime.UtcNow);

        List<PublishedFile> published =
        [
            .. packages.Select(package => new PublishedFile(package.Href, package.Unit.Blobs[0])), .. Trees(version),
        ];
        foreach (var (path, bytes) in repodata.Files)
        {
            var (sha256, size) = await store.Blobs.AddAsync(bytes, ct);
            published.Add(new(path, new Blob(path, sha256, size)));
        }

        return published;
    }

    /// <summary>The files of installation trees, where the tree has them.</summary>
    public static IEnumerable<PublishedFile> Trees(RepositoryVersion version) =>
        version.OfType("rpm.distribution_tree").SelectMany(tree => tree.Blobs).Select(blob => new PublishedFile(blob.RelativePath, blob));

    private static async Task AddRestAsync(Repodata repodata, PulpStore store, RepositoryVersion version, CancellationToken ct)
    {
        if (version.OfType("rpm.advisory").ToList() is { Count: > 0 } advisories)
        {
            repodata.Add("updateinfo", "updateinfo.xml", AdvisoryXml.Write(advisories.Select(unit => unit.Fields)));
        }

        List<ContentUnit> comps =
        [
            .. version.OfType("rpm.packagegroup"), .. version.OfType("rpm.packagecategory"),
            .. version.OfType("rpm.packageenvironment"), .. version.OfType("rpm.packagelangpacks"),
        ];
        if (comps.Count > 0)
        {
            repodata.Add("group", "comps.xml", CompsXml.Write(comps));
        }

        var modules = version.Content.Where(unit => unit.Type.StartsWith("rpm.modulemd", StringComparison.Ordinal))
            .Select(unit => (string?)unit.Fields["_snippet"]);
        if (string.Concat(modules) is { Length: > 0 } yaml)
        {
            repodata.Add("modules", "modules.yaml", Encoding.UTF8.GetBytes(yaml));
        }

        foreach (var file in version.OfType("rpm.repo_metadata_file"))
        {
            repodata.AddPlain(
                (string)file.Fields["data_type"]!,
                (string)file.Fields["relative_path"]!,
                await File.ReadAllBytesAsync(store.Blobs.PathOf(file.Blobs[0].Sha256!), ct));
        }
    }

    private static string Href(ContentUnit package, string layout)
    {
        var name = Path.GetFileName((string)package.Fields["location_href"]!);
        var digest = (string)package.Fields["pkgId"]!;
        return layout switch
        {
            "flat" => $"Packages/{name}",
            "nested_by_digest" or "nested_by_both" => $"Packages/by-digest/{digest[..2]}/{digest[2..6]}/{name}",
            _ => $"Packages/{char.ToLowerInvariant(name[0])}/{name}",
        };
    }

    /// <summary>"unknown" is what a mirrored publication has; nothing of ours is written with it.</summary>
    private static string Known(string? type) => type is null or "unknown" ? "sha256" : type;
}
