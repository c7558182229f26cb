using Modules.Pulp.Container;
using Modules.Pulp.Deb;
using Modules.Pulp.Engine;
using Modules.Pulp.Files;
using Modules.Pulp.Galaxy;
using Modules.Pulp.Python;
using Modules.Pulp.Rpm;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp;

/// <summary>The plugins on the release train.</summary>
internal static class Families
{
    public static readonly Family Rpm = new("rpm", RpmRepository.Entity, RpmRemote.Entity, RpmDistribution.Entity)
    {
        Publication = RpmPublication.Entity,
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
        SyncOptions = [Flag("mirror").Otherwise(false), Flag("optimize")],
    };

    public static readonly Family Container = new("container", ContainerRepository.Entity, ContainerRemote.Entity, ContainerDistribution.Entity)
    {
        SyncOptions = [Flag("mirror"), Flag("signed_only")],
        UpstreamName = "upstream_name",
    };

    public static readonly Family File = new("file", FileRepository.Entity, FileRemote.Entity, FileDistribution.Entity)
    {
        Publication = FilePublication.Entity,
        SyncOptions = [Flag("mirror")],
    };

    public static readonly Family Python = new("python", PythonRepository.Entity, PythonRemote.Entity, PythonDistribution.Entity)
    {
        Publication = PythonPublication.Entity,
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
