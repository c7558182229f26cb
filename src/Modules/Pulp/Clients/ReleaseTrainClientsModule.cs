// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Plugins;
using Modules.Pulp.Session;

namespace Modules.Pulp.Clients;

/// <summary>What hosts must be told to use what the release train's lists publish, in kayobe's words. Writes nothing anywhere.</summary>
internal sealed class ReleaseTrainClientsModule : IModule
{
    private static readonly Argument<string?> Environment = Argument.Text("environment");
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Rpm = Argument.MappingList("rpm", Published.Entry);
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Deb = Argument.MappingList("deb", Published.Entry);
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Container = Argument.MappingList("container", Published.Entry);
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> DebRepositories =
        Argument.MappingList("deb_repositories", AptRepositories.Source);
    private static readonly Argument<bool> Verify = Argument.Flag("verify", otherwise: false);

    public string Name => "release_train_clients";

    public ArgumentSpec Arguments { get; } = new(
        [
            .. Connection.Arguments([]), Environment, Rpm, Deb, Container, DebRepositories, .. Site.Arguments,
            .. DnfRepositories.Arguments, .. AptRepositories.Arguments, Verify,
        ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var problems = Problems.Warning(run);
        var environment = run.Get(Environment) is { Length: > 0 } name ? name : null;
        var rpm = Published.Of(Families.Rpm, run.Get(Rpm), environment, problems);
        var deb = Published.Of(Families.Deb, run.Get(Deb), environment, problems);
        var container = Published.Of(Families.Container, run.Get(Container), null, problems); // images have tags, not environments
        var site = Site.Of(run);
        var values = new JsonObject
        {
            ["dnf_custom_repos"] = new DnfRepositories(site, rpm, problems).Of(run),
            ["apt_repositories"] = new AptRepositories(site, deb, problems).Of(run, run.Get(DebRepositories) ?? []),
            ["apt_auth"] = site.AptLogins(deb.Wanted.Any(item => !item.Absent)),
            ["registry"] = site.Registry,
            ["container_images"] = new JsonArray(
                [
                    .. container.Wanted.Where(item => !item.Absent)
                        .Select(item => (JsonNode?)$"{site.Host}/{item.Get(DistributionArguments.BasePath)}"),
                ]),
        };
        problems.Throw("Hosts cannot be told where to find packages");
        if (run.Get(Verify))
        {
            await Verification.RunAsync(run, [.. rpm.Wanted, .. deb.Wanted, .. container.Wanted], ct);
        }

        return new ModuleResult(false) { Values = values };
    }
}
