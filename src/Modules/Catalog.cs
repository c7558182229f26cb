// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.AuthProxy;
using Modules.Builder.ImageContents;
using Modules.Builder.Images;
using Modules.Builder.Preflight;
using Modules.Builder.Reports;
using Modules.Builder.Tags;
using Modules.Builder.Volumes;
using Modules.Ci.Automation;
using Modules.Ci.GitHub;
using Modules.Ci.GitHub.Runners;
using Modules.Ci.GitLab;
using Modules.Ci.OpenBao;
using Modules.Ci.OpenBao.Engines;
using Modules.Ci.OpenBao.Jwt;
using Modules.Ci.OpenBao.Keys;
using Modules.Ci.OpenBao.Pki;
using Modules.Ci.OpenBao.Server;
using Modules.Ci.Pipelines;
using Modules.Ci.Report;
using Modules.Ci.RunnerConfig;
using Modules.Ci.Workflows;
using Modules.Commands;
using Modules.Containers.Registry;
using Modules.Pulp.Access;
using Modules.Pulp.Care;
using Modules.Pulp.Clients;
using Modules.Pulp.Container;
using Modules.Pulp.Container.Content;
using Modules.Pulp.Content;
using Modules.Pulp.Core;
using Modules.Pulp.Deb;
using Modules.Pulp.Entities;
using Modules.Pulp.Files;
using Modules.Pulp.Galaxy;
using Modules.Pulp.Guards;
using Modules.Pulp.Lists;
using Modules.Pulp.Lists.Distributions;
using Modules.Pulp.Lists.Promotions;
using Modules.Pulp.Lists.Publications;
using Modules.Pulp.Lists.Repositories;
using Modules.Pulp.Plugins;
using Modules.Pulp.Python;
using Modules.Pulp.Rpm;
using Modules.Pulp.Sources;
using Modules.Pulp.Transfer;
using Modules.PulpServer;

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
        new EntityModule(Domain.Entity),
        new DeleteOrphansModule(),
        new PurgeTasksModule(),
        new RepairModule(),

        new EntityModule(X509CertGuard.Entity),
        new EntityModule(RbacContentGuard.Entity),
        new EntityModule(HeaderContentGuard.Entity),
        new EntityModule(CompositeContentGuard.Entity),
        new EntityModule(ContentRedirectContentGuard.Entity),

        new ListModule(new RepositoryList()),
        new ListModule(new PublicationList()),
        new ListModule(new DistributionList()),
        new ReleaseTrainClientsModule(),

        new EntityModule(RpmRepository.Entity, Families.Rpm),
        new EntityModule(RpmRemote.Entity),
        new EntityModule(RpmPublication.Entity, Families.Rpm),
        new EntityModule(RpmDistribution.Entity),
        new SyncModule("rpm_sync", Families.Rpm),
        new ContentModule(RpmPackage.Kind),
        new RpmCopyModule(),

        new EntityModule(DebRepository.Entity, Families.Deb),
        new EntityModule(DebRemote.Entity),
        new EntityModule(DebPublication.Entity, Families.Deb),
        new EntityModule(DebDistribution.Entity),
        new SyncModule("deb_sync", Families.Deb),
        new ContentModule(DebPackage.Kind),

        new EntityModule(ContainerRepository.Entity, Families.Container),
        new EntityModule(ContainerRemote.Entity),
        new EntityModule(ContainerDistribution.Entity),
        new SyncModule("container_sync", Families.Container),
        new ContainerContentModule(),
        new ContainerTagModule(),
        new ContainerPushRepositoryModule(),
        new EntityModule(ContainerNamespace.Entity),
        new EntityModule(ContainerPullThroughRemote.Entity, Families.ContainerPullThrough),
        new EntityModule(ContainerPullThroughDistribution.Entity),

        new EntityModule(FileRepository.Entity, Families.File),
        new EntityModule(FileRemote.Entity),
        new EntityModule(FilePublication.Entity, Families.File),
        new EntityModule(FileDistribution.Entity),
        new SyncModule("file_sync", Families.File),
        new ContentModule(FileContent.Kind),
        new FileRepositoryContentModule(),
        new ContentDownloadModule(),

        new EntityModule(PythonRepository.Entity, Families.Python),
        new EntityModule(PythonRemote.Entity, Families.Python),
        new EntityModule(PythonPublication.Entity, Families.Python),
        new EntityModule(PythonDistribution.Entity),
        new SyncModule("python_sync", Families.Python),

        new EntityModule(AnsibleRepository.Entity, Families.Ansible),
        new EntityModule(AnsibleRemote.Entity),
        new EntityModule(AnsibleDistribution.Entity),
        new EntityModule(AnsibleRole.Entity),
        new SyncModule("ansible_sync", Families.Ansible),

        new UserModule(),
        new GroupModule(),
        new EntityModule(Role.Entity),
        new RoleAssignmentModule(),

        new ReclaimSpaceModule(),
        new WaitModule(),
        InfoModule.SigningServices,
        InfoModule.Workers,
        new PromotionInfoModule(Families.Served),
        new EntityModule(AlternateContentSource.Rpm),
        new EntityModule(AlternateContentSource.Deb),
        new EntityModule(AlternateContentSource.File),
        new AcsRefreshModule(),
        new EntityModule(PulpExporter.Entity),
        new PulpExportModule(),
        new EntityModule(PulpImporter.Entity),
        new PulpImportModule(),

        new AuthProxyModule(),
        new ServerModule(),
        new AdminPasswordModule(),
        new RegistryLoginModule(),

        new WorkflowsModule(),
        new PipelinesModule(),
        new SecretModule(),
        new VariableModule(),
        new RunnerModule(new HostCommands()),
        new RunnerInfoModule(),
        new DispatchModule(),
        new TokenInfoModule(),
        new ProjectModule(),
        new ProjectVariableModule(),
        new GitLabRunnerModule(),
        new RunnerConfigModule(),
        new ScheduleModule(),
        new GitLabTokenInfoModule(),
        new VaultedFilesModule(),
        new AutomationConfigModule(),
        new ImageModule(new HostCommands()),
        new CheckReportModule(),
        new KvInfoModule(),
        new GitLabRunnerInfoModule(),
        new PipelineTriggerModule(),
        new DockerAuthConfigModule(),

        new BaoInfoModule(),
        new InitModule(new HostCommands()),
        new RekeyModule(),
        new TokenModule(),
        new UnsealModule(),
        new SnapshotModule(),
        MountModules.SecretEngine,
        new KvModule(),
        MountModules.AuthMethod,
        new PolicyModule(),
        new JwtConfigModule(),
        new JwtRoleModule(),
        new PkiCertificateModule(),
        new BaoServerModule(),

        new KollaImageTagModule(),
        new KollaBuildReportModule(),
        new GrowVolumeModule(),
        new HostPreflightModule(),
        new ContainerImageInfoModule(),
        new ContainerImagePushModule(),
        new ContainerImageSecretsModule(),
        new ContainerImageScanModule(new HostCommands()),

        .. Warp.WarpModules.All,
    ];
}
