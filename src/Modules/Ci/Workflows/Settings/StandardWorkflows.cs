// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.Workflows.Settings;

/// <summary>The workflows of kayobe-automation's pipelines.</summary>
internal static class StandardWorkflows
{
    public const string PrepareRunner = "prepare-runner";
    public const string BuildImage = "build-kayobe-docker-image";
    public const string ConfigDiff = "run-config-diff";
    public const string Tempest = "run-tempest";

    private const string InfraVms = "infra";
    private const string Network = "network";
    private const string Overcloud = "overcloud";
    private const string Seed = "seed";

    private static readonly IReadOnlyList<string> Kayobe = KayobeArguments.Kayobe;
    private static readonly IReadOnlyList<string> Both = [.. Kayobe, .. KayobeArguments.Kolla];
    private static readonly IReadOnlyList<string> PullRequest = KayobeArguments.PullRequest;

    public static readonly IReadOnlyList<WorkflowEntry> All =
    [
        new($"{PrepareRunner}.yml"),
        new($"{BuildImage}.yml"),
        new($"{ConfigDiff}.yml"),
        Pipeline("infra-vm-host-configure", InfraVms, Kayobe),
        Pipeline("infra-vm-host-package-update", InfraVms, Kayobe),
        Pipeline("infra-vm-provision", InfraVms, Kayobe),
        Pipeline("infra-vm-service-deploy", InfraVms, Kayobe),
        Pipeline("network-connectivity-check", Network, Kayobe),
        Pipeline("overcloud-container-image-pull", Overcloud, Both),
        Pipeline("overcloud-database-backup", Overcloud, Both),
        Pipeline("overcloud-database-recover", Overcloud, Both),
        Pipeline("overcloud-host-configure", Overcloud, Both),
        Pipeline("overcloud-host-package-update", Overcloud, Kayobe),
        Pipeline("overcloud-inventory-discover", Overcloud, [.. Kayobe, .. PullRequest]),
        Pipeline("overcloud-provision", Overcloud, Kayobe),
        Pipeline("overcloud-service-deploy", Overcloud, [.. Both, .. PullRequest]),
        Pipeline("overcloud-service-upgrade", Overcloud, [.. Both, .. PullRequest]),
        Pipeline("seed-host-configure", Seed, Both),
        Pipeline("seed-host-package-update", Seed, Kayobe),
        Pipeline("seed-hypervisor-host-configure", Seed, Kayobe),
        Pipeline("seed-hypervisor-host-package-update", Seed, Kayobe),
        Pipeline("seed-service-deploy", Seed, [.. Both, .. PullRequest]),
        Pipeline("seed-vm-provision", Seed, Kayobe),
        new($"{Tempest}.yml") { ConcurrencyGroup = "tempest" },
    ];

    private static WorkflowEntry Pipeline(string script, string group, IReadOnlyList<string> arguments) =>
        new($"run-{script}.yml") { ConcurrencyGroup = group, Arguments = arguments };
}
