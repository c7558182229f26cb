using ModuleHost;
using Modules.Docker;
using Modules.Pulp.Access;
using Modules.Pulp.Container;
using Modules.Pulp.Content;
using Modules.Pulp.Core;
using Modules.Pulp.Deb;
using Modules.Pulp.Engine;
using Modules.Pulp.Files;
using Modules.Pulp.Galaxy;
using Modules.Pulp.Guards;
using Modules.Pulp.Python;
using Modules.Pulp.Rpm;
using static Modules.Pulp.Engine.Fields;

namespace Modules;

/// <summary>Every module there is, by hand.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<IModule> Modules =
    [
        new StatusModule(),
        new TaskModule(),
        new ArtifactModule(),
        new ApiCallModule(),
        new EntityModule(AccessPolicy.Entity),
        new DeleteOrphansModule(),
        new PurgeTasksModule(),
        new RepairModule(),

        new EntityModule(X509CertGuard.Entity),

        new EntityModule(RpmRepository.Entity),
        new EntityModule(RpmRemote.Entity),
        new EntityModule(RpmPublication.Entity),
        new EntityModule(RpmDistribution.Entity),
        new SyncModule(
            "rpm_sync",
            RpmRepository.Entity,
            RpmRemote.Entity,
            Choice("sync_policy", "additive", "mirror_complete", "mirror_content_only").Otherwise("additive"),
            TextList("skip_types").OutOf("srpm", "treeinfo"),
            Flag("optimize").Otherwise(true)),
        new ContentModule(RpmPackage.Kind),

        new EntityModule(DebRepository.Entity),
        new EntityModule(DebRemote.Entity),
        new EntityModule(DebPublication.Entity),
        new EntityModule(DebDistribution.Entity),
        new SyncModule("deb_sync", DebRepository.Entity, DebRemote.Entity, Flag("mirror").Otherwise(false), Flag("optimize")),
        new ContentModule(DebPackage.Kind),

        new EntityModule(ContainerRepository.Entity),
        new EntityModule(ContainerRemote.Entity),
        new EntityModule(ContainerDistribution.Entity),
        new SyncModule("container_sync", ContainerRepository.Entity, ContainerRemote.Entity, Flag("mirror"), Flag("signed_only")),

        new EntityModule(FileRepository.Entity),
        new EntityModule(FileRemote.Entity),
        new EntityModule(FilePublication.Entity),
        new EntityModule(FileDistribution.Entity),
        new SyncModule("file_sync", FileRepository.Entity, FileRemote.Entity, Flag("mirror")),
        new ContentModule(FileContent.Kind),
        new FileRepositoryContentModule(),

        new EntityModule(PythonRepository.Entity),
        new EntityModule(PythonRemote.Entity),
        new EntityModule(PythonPublication.Entity),
        new EntityModule(PythonDistribution.Entity),
        new SyncModule("python_sync", PythonRepository.Entity, PythonRemote.Entity, Flag("mirror")),

        new EntityModule(AnsibleRepository.Entity),
        new EntityModule(AnsibleRemote.Entity),
        new EntityModule(AnsibleDistribution.Entity),
        new EntityModule(AnsibleRole.Entity),
        new SyncModule("ansible_sync", AnsibleRepository.Entity, AnsibleRemote.Entity, Flag("mirror"), Flag("optimize")),

        new UserModule(),
        new GroupModule(),

        new AuthProxyModule(),
    ];
}
