// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;
using Sandbox.Versions;

namespace Sandbox.Units;

/// <summary>Debian content as units.</summary>
internal static class DebUnits
{
    /// <summary>The Release file in its forms; with other filters of the remote the same file stands for other content.</summary>
    public static ContentUnit ReleaseFile(string distribution, ReleaseFile release, IReadOnlyList<Blob> blobs, string filters) => new(
        "deb.release_file",
        $"{distribution} {filters} {string.Join(' ', blobs.Select(blob => blob.Sha256))}",
        new()
        {
            ["codename"] = release.Codename,
            ["suite"] = release.Suite,
            ["distribution"] = distribution,
            ["relative_path"] = blobs[0].RelativePath,
        },
        blobs)
    {
        RepositoryKey = distribution,
    };

    public static ContentUnit Release(string distribution, ReleaseFile release)
    {
        var fields = new JsonObject
        {
            ["codename"] = release.Codename,
            ["suite"] = release.Suite,
            ["distribution"] = distribution,
            ["version"] = release.Version,
            ["origin"] = release.Origin,
            ["label"] = release.Label,
            ["description"] = release.Description,
        };
        return new("deb.release", Digest.Of(fields), fields, []) { RepositoryKey = distribution };
    }

    public static ContentUnit Architecture(string distribution, string architecture) => new(
        "deb.release_architecture", $"{distribution} {architecture}", new()
        {
            ["architecture"] = architecture,
            ["distribution"] = distribution,
        }, []);

    public static ContentUnit Component(string distribution, string component) => new(
        "deb.release_component",
        $"{distribution} {component}",
        new() { ["component"] = component, ["distribution"] = distribution, ["plain_component"] = Path.GetFileName(component) },
        []);

    public static ContentUnit PackageIndex(string component, string architecture, string path, IReadOnlyList<Blob> blobs) => new(
        "deb.package_index",
        $"{path} {string.Join(' ', blobs.Select(blob => blob.Sha256))}",
        new() { ["component"] = component, ["architecture"] = architecture, ["relative_path"] = path },
        blobs)
    {
        RepositoryKey = path,
    };

    public static ContentUnit Package(IReadOnlyDictionary<string, string> control, Blob file)
    {
        var fields = PackageFields.From(control, file.RelativePath);
        return new("deb.package", $"{file.RelativePath} {file.Sha256}", fields, [file])
        {
            RepositoryKey = $"{fields["package"]} {fields["version"]} {fields["architecture"]}",
        };
    }

    /// <summary>A package of the installer (.udeb).</summary>
    public static ContentUnit InstallerPackage(IReadOnlyDictionary<string, string> control, Blob file) =>
        new("deb.installer_package", $"{file.RelativePath} {file.Sha256}", PackageFields.From(control, file.RelativePath), [file]);

    public static ContentUnit InstallerIndex(string component, string architecture, string path, IReadOnlyList<Blob> blobs) => new(
        "deb.installer_file_index",
        $"{path} {string.Join(' ', blobs.Select(blob => blob.Sha256))}",
        new() { ["component"] = component, ["architecture"] = architecture, ["relative_path"] = path },
        blobs)
    {
        RepositoryKey = path,
    };

    /// <summary>A file of no kind Pulp knows, such as an installer's kernel.</summary>
    public static ContentUnit Generic(Blob file) =>
        new(
            "deb.generic",
            $"{file.RelativePath} {file.Sha256}",
            new() { ["relative_path"] = file.RelativePath },
            [file]) { RepositoryKey = file.RelativePath };

    public static ContentUnit SourceIndex(string component, string distribution, string path, IReadOnlyList<Blob> blobs) => new(
        "deb.source_index",
        $"{path} {string.Join(' ', blobs.Select(blob => blob.Sha256))}",
        new() { ["component"] = component, ["release"] = distribution, ["relative_path"] = path },
        blobs)
    {
        RepositoryKey = path,
    };

    /// <param name="control">The paragraph of the Sources index.</param>
    /// <param name="files">Its files, the .dsc first.</param>
    public static ContentUnit SourcePackage(IReadOnlyDictionary<string, string> control, IReadOnlyList<Blob> files)
    {
        var fields = new JsonObject
        {
            ["relative_path"] = files[0].RelativePath,
            ["sha256"] = files[0].Sha256,
            ["source"] = control.GetValueOrDefault("Package"),
        };
        foreach (var name in (ReadOnlySpan<string>)
                 [
                     "format", "binary", "architecture", "version", "maintainer",
                     "uploaders", "homepage", "vcs_browser", "vcs_git", "testsuite", "dgit",
                     "standards_version", "build_depends", "build_depends_indep",
                     "build_depends_arch", "build_conflicts", "build_conflicts_indep",
                     "build_conflicts_arch", "package_list",
                 ])
        {
            fields[name] = control.GetValueOrDefault(name.Replace('_', '-'));
        }

        return new(
            "deb.source_package",
            $"{files[0].RelativePath} {files[0].Sha256}",
            fields,
            files) { RepositoryKey = $"{fields["source"]} {fields["version"]}" };
    }

    public static ContentUnit SourceInComponent(ContentUnit source, ContentUnit component) => new(
        "deb.source_package_release_component",
        $"{source.Id} {component.Id}",
        new()
        {
            ["source_package"] = Href("source_packages", source),
            ["release_component"] = Href("release_components", component),
        },
        []);

    /// <summary>Both must be interned: the link names them by href.</summary>
    public static ContentUnit InComponent(ContentUnit package, ContentUnit component) => new(
        "deb.package_release_component",
        $"{package.Id} {component.Id}",
        new()
        {
            ["package"] = Href("packages", package),
            ["release_component"] = Href("release_components", component),
        },
        []);

    public static string Href(string kind, ContentUnit unit) => $"{EntityType.Root}content/deb/{kind}/{unit.Id}/";
}
