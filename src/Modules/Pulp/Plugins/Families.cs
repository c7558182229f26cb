// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
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
            Of(SyncArguments.Policy),
            Of(SyncArguments.SkipTypes).OutOf("srpm", "treeinfo"),
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
        SyncOptions = [Of(SyncArguments.Mirror).Otherwise(false), Flag("optimize")],
    };

    public static readonly Family Container =
        new("container", ContainerRepository.Entity, ContainerRemote.Entity, ContainerDistribution.Entity)
    {
        Content = new(
            "tags", "content/container/tags/", ["name", "tagged_manifest"], unit => $"{unit["name"]}", unit => $"{unit["tagged_manifest"]}")
        {
            Referred = ("content/container/manifests/", "digest"),
        },
        SyncOptions = [Of(SyncArguments.Mirror), Flag("signed_only")],
        UpstreamName = RemoteArguments.UpstreamName,
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
        SyncOptions = [Of(SyncArguments.Mirror)],
    };

    public static readonly Family Python = new("python", PythonRepository.Entity, PythonRemote.Entity, PythonDistribution.Entity)
    {
        Publication = PythonPublication.Entity,
        Content = new("packages", "content/python/packages/", ["name", "version"], unit => $"{unit["name"]}", unit => $"{unit["version"]}"),
        SyncOptions = [Of(SyncArguments.Mirror)],
    };

    /// <summary>Galaxy's; not on the release train.</summary>
    public static readonly Family Ansible = new("ansible", AnsibleRepository.Entity, AnsibleRemote.Entity, AnsibleDistribution.Entity)
    {
        SyncOptions = [Of(SyncArguments.Mirror), Flag("optimize")],
    };

    /// <summary>Whole registries, of which images are fetched when somebody asks for them.</summary>
    public static readonly Family ContainerPullThrough = new(
        "container_pull_through", ContainerRepository.Entity, ContainerPullThroughRemote.Entity, ContainerPullThroughDistribution.Entity)
    {
        IsCache = true,
    };

    /// <summary>All that have remotes or distributions in lists.</summary>
    public static IReadOnlyList<Family> Served => [.. All, ContainerPullThrough];

    /// <summary>All on the release train, in the order in which the roles work them off.</summary>
    public static readonly IReadOnlyList<Family> All = [Container, Deb, Python, Rpm, File];
}
