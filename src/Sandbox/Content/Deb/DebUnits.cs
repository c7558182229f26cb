using System.Text.Json.Nodes;
using Sandbox.Store;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;

namespace Sandbox.Content.Deb;

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
        "deb.release_architecture", $"{distribution} {architecture}", new() { ["architecture"] = architecture, ["distribution"] = distribution }, []);

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
