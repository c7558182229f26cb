using Modules.Converge;
using Modules.Pulp.Container;
using Modules.Pulp.Deb;
using Modules.Pulp.Entities;
using Modules.Pulp.Files;
using Modules.Pulp.Galaxy;
using Modules.Pulp.Python;
using Modules.Pulp.Rpm;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Plugins;

/// <summary>The plugins on the release train.</summary>
internal static class Families
{
    public static readonly Family Rpm = new("rpm", RpmRepository.Entity, RpmRemote.Entity, RpmDistribution.Entity)
    {
        Publication = RpmPublication.Entity,
        Content = new(
            "packages",
            "content/rpm/packages/",
            ["name", "epoch", "version", "release", "arch"],
            unit => $"{unit["name"]}.{unit["arch"]}",
            unit => $"{((string?)unit["epoch"] is null or "" or "0" ? "" : unit["epoch"] + ":")}{unit["version"]}-{unit["release"]}"),
        SyncRule = SyncRules.Rpm,
        SyncOptions =
        [
            Choice("sync_policy", "additive", "mirror_complete", "mirror_content_only").Otherwise("additive"),
            TextList("skip_types").OutOf("srpm", "treeinfo"),
            Flag("optimize").Otherwise(true),
        ],
    };

    public static readonly Family Deb = new("deb", DebRepository.Entity, DebRemote.Entity, DebDistribution.Entity)
    {
        Publication = DebPublication.Entity,
        Content = new(
            "packages",
            "content/deb/packages/",
            ["package", "version", "architecture"],
            unit => $"{unit["package"]}:{unit["architecture"]}",
            unit => $"{unit["version"]}"),
        SyncOptions = [Flag("mirror").Otherwise(false), Flag("optimize")],
    };

    public static readonly Family Container =
        new("container", ContainerRepository.Entity, ContainerRemote.Entity, ContainerDistribution.Entity)
    {
        Content = new(
            "tags", "content/container/tags/", ["name", "tagged_manifest"], unit => $"{unit["name"]}", unit => $"{unit["tagged_manifest"]}")
        {
            Referred = ("content/container/manifests/", "digest"),
        },
        SyncOptions = [Flag("mirror"), Flag("signed_only")],
        UpstreamName = "upstream_name",
    };

    public static readonly Family File = new("file", FileRepository.Entity, FileRemote.Entity, FileDistribution.Entity)
    {
        Publication = FilePublication.Entity,
        Content = new(
            "files",
            "content/file/files/",
            ["relative_path", "sha256"],
            unit => $"{unit["relative_path"]}",
            unit => $"sha256:{unit["sha256"]}"),
        SyncOptions = [Flag("mirror")],
    };

    public static readonly Family Python = new("python", PythonRepository.Entity, PythonRemote.Entity, PythonDistribution.Entity)
    {
        Publication = PythonPublication.Entity,
        Content = new("packages", "content/python/packages/", ["name", "version"], unit => $"{unit["name"]}", unit => $"{unit["version"]}"),
        SyncOptions = [Flag("mirror")],
    };

    /// <summary>Galaxy's; not on the release train.</summary>
    public static readonly Family Ansible = new("ansible", AnsibleRepository.Entity, AnsibleRemote.Entity, AnsibleDistribution.Entity)
    {
        SyncOptions = [Flag("mirror"), Flag("optimize")],
    };

    /// <summary>All on the release train, in the order in which the roles work them off.</summary>
    public static readonly IReadOnlyList<Family> All = [Container, Deb, Python, Rpm, File];
}
