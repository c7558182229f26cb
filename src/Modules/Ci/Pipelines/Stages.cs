// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>Jobs by name, in order.</summary>
internal sealed class Stage : OrderedDictionary<string, YamlMappingNode>
{
    public Stage(string name, params IEnumerable<Job> jobs)
    {
        foreach (var job in jobs)
        {
            this[job.Name] = job.Tree(name);
        }
    }
}

/// <summary>The stages that offer one job each of kayobe's commands.</summary>
internal static class Stages
{
    public const string Build = "build";
    public const string Overcloud = "overcloud";
    public const string Tempest = "tempest";

    private static readonly YamlSequenceNode GetSecrets = Job.Reference(Prelude.GetSecrets);

    public static OrderedDictionary<string, Stage> All(PipelineSettings settings) => new()
    {
        [Build] = new(Build, BuildImage(settings)),
        ["infra-vm"] = Commands("infra-vm", "infra_vm_host_configure", "infra_vm_host_package_update", "infra_vm_provision",
            "infra_vm_service_deploy"),
        ["merge-request"] = new("merge-request", KollaDiff(settings)),
        ["network"] = new("network", Command("network", "connectivity_check", "network-connectivity-check.sh"),
            Command("network", "physical_network_configure")),
        [Overcloud] = new(Overcloud, OvercloudJobs()),
        ["seed"] = Commands("seed", "seed_container_image_build", "seed_host_configure", "seed_host_package_update",
            "seed_hypervisor_host_configure", "seed_hypervisor_host_package_update", "seed_service_deploy", "seed_vm_provision"),
        [Tempest] = new(Tempest, TempestRun(Tempest, "tempest_run", [.. Rule.Offered(Tempest, "tempest_run"), Rule.Scheduled(Tempest)])),
    };

    /// <summary>A run of tempest, whose reports are kept.</summary>
    public static Job TempestRun(string stage, string name, IReadOnlyList<Rule> rules) => new(
        name,
        GetSecrets,
        Job.Reference(Prelude.TempestOpenrc),
        Job.Pipeline("tempest.sh -e ansible_user=stack -e rally_force_pull=false"),
        YamlTree.Text(
            """
            mkdir -p "$CI_PROJECT_DIR/artifacts"
            cp "$HOME"/tempest-artifacts/* "$CI_PROJECT_DIR/artifacts/"
            test "$(wc -l < "$CI_PROJECT_DIR/artifacts/failed-tests")" -lt 1

            """))
    {
        Rules = rules,
        ResourceGroup = Tempest,
        AllowFailure = true,
        Artifacts = YamlTree.Map(
            ("when", YamlTree.Text("always")),
            ("paths", YamlTree.Texts(
                "artifacts/rally-junit.xml", "artifacts/rally-verify-report.html", "artifacts/stderr.log", "artifacts/stdout.log",
                "artifacts/tempest.log")),
            ("reports", YamlTree.Map(("junit", YamlTree.Text("artifacts/rally-junit.xml"))))),
    };

    /// <summary>A command of kayobe-automation; the script is called after the job.</summary>
    public static Job Command(string stage, string name, string? call = null) =>
        new(name, GetSecrets, Job.Pipeline(call ?? $"{name.Replace('_', '-')}.sh"))
        {
            Rules = Rule.Offered(stage, name), ResourceGroup = stage, AllowFailure = true,
        };

    private static Stage Commands(string stage, params IEnumerable<string> names) => new(stage, names.Select(name => Command(stage, name)));

    private static IEnumerable<Job> OvercloudJobs() =>
    [
        Command(Overcloud, "overcloud_container_image_build"),
        Command(Overcloud, "overcloud_container_image_pull"),
        Command(Overcloud, "overcloud_database_backup"),
        Command(Overcloud, "overcloud_database_recover"),
        Command(Overcloud, "overcloud_deployment_image_build"),
        Command(Overcloud, "overcloud_host_command_run"),
        Command(Overcloud, "overcloud_host_configure"),
        Command(Overcloud, "overcloud_host_image_build"),
        Command(Overcloud, "overcloud_host_package_update"),
        Command(Overcloud, "overcloud_host_upgrade"),
        Command(Overcloud, "overcloud_inventory_discover"),
        Command(Overcloud, "overcloud_provision"),
        Command(
            Overcloud, "overcloud_prune_docker_images",
            """overcloud-host-command-run.sh -b --command "docker image prune -a -f" --show-output"""),
        Command(Overcloud, "overcloud_service_configuration_generate", "overcloud-service-configuration-generate.sh /tmp/kolla"),
        Command(Overcloud, "overcloud_service_deploy"),
        Command(Overcloud, "overcloud_service_reconfigure"),
        Command(Overcloud, "overcloud_service_upgrade"),
    ];

    /// <summary>Docker's image knows no curl: the pipeline's before_script is not for it.</summary>
    private static Job BuildImage(PipelineSettings settings) => new(
        "build_kayobe_image",
        YamlTree.Text(
            $"""
            DOCKER_BUILDKIT=1 docker build --network=host --build-arg "BASE_IMAGE={settings.BaseImage}" \
              --cache-from "{settings.Image}:{settings.ImageTag}" --file .automation/docker/kayobe/Dockerfile \
              --tag "{settings.Image}:$CI_COMMIT_SHA" --tag "{settings.Image}:{settings.ImageTag}" .
            docker image push "{settings.Image}:$CI_COMMIT_SHA"
            docker image push "{settings.Image}:{settings.ImageTag}"

            """))
    {
        Image = settings.DockerImage,
        BeforeScript = Scripts.RegistryLogin,
        Rules = Rule.Offered(Build, "build_kayobe_image"),
        AllowFailure = true,
    };

    private static Job KollaDiff(PipelineSettings settings) => new(
        "kolla_diff", GetSecrets, Job.Pipeline("config-diff.sh origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"))
    {
        Rules = Rule.MergeRequest,
        Environments = settings.Environments,
        AfterScript =
            """
            # What is kept has to be below the project's folder.
            mkdir -p "$CI_PROJECT_DIR/artifacts"
            cp -r /tmp/kayobe-config-diff /tmp/target-kayobe.log /tmp/source-kayobe.log "$CI_PROJECT_DIR/artifacts/" || true

            """,
        Artifacts = YamlTree.Map(("when", YamlTree.Text("always")), ("paths", YamlTree.Texts("artifacts"))),
    };
}
