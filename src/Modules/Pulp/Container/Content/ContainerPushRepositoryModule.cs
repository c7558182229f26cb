// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Container.Content;

/// <summary>
/// Repositories that came to be by a push. Their names stand in the way of ordinary repositories: they can be looked at,
/// made ordinary ones, or removed.
/// </summary>
internal sealed class ContainerPushRepositoryModule : IModule
{
    private static readonly Version Migrates = new(2, 29);

    private static readonly Argument<string?> RepositoryName = Argument.Text("name");
    private static readonly Argument<string?> State = Argument.Choice("state", "absent", "migrated");

    public string Name => "container_push_repository";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), RepositoryName, State],
        new RequiredIf(State, "absent", RepositoryName),
        new RequiredIf(State, "migrated", RepositoryName));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        if (run.Get(RepositoryName) is not { } name)
        {
            var all = await pulp.ListAsync(Repositories.PushPath, "", ct);
            return new ModuleResult(false) { Values = new JsonObject { ["repositories"] = new JsonArray([.. all]) } };
        }

        var found = await pulp.FindAsync(Repositories.PushPath, "container-push repositories", new JsonObject { ["name"] = name }, ct);
        return (run.Get(State), found) switch
        {
            ("absent", null) => await RemoveOrdinaryAsync(pulp, name, ct),
            (null, _) => Result(false, found, found),
            ("absent", { }) => await RemoveAsync(pulp, found, ct),
            _ => await MigrateAsync(pulp, name, found, ct),
        };
    }

    /// <summary>Pulp removes a push repository with the distribution that serves it, and in no other way.</summary>
    private static async Task<ModuleResult> RemoveAsync(PulpSession pulp, JsonObject found, CancellationToken ct)
    {
        var href = (string)found["pulp_href"]!;
        var serving =
            await pulp.ListAsync(ContainerDistribution.Entity.Path, ObjectKey.Query(new JsonObject { ["repository"] = href }), ct);
        if (serving.Count == 0)
        {
            throw new ModuleException(
                $"No distribution serves container-push repository '{found["name"]}' ({href}), and Pulp removes it only with one. "
                + "Make a container_distribution of it first.");
        }

        foreach (var distribution in serving)
        {
            _ = await pulp.DeleteAsync((string)distribution["pulp_href"]!, ct);
        }

        return Result(true, found, null);
    }

    /// <summary>From pulp_container 2.29 on a push makes an ordinary repository, which can be removed as others are.</summary>
    private static async Task<ModuleResult> RemoveOrdinaryAsync(PulpSession pulp, string name, CancellationToken ct)
    {
        var key = new JsonObject { ["name"] = name };
        if (!(await pulp.VersionsAsync(ct)).Has("container", Migrates)
            || await pulp.FindAsync(ContainerRepository.Entity.Path, ContainerRepository.Entity.Nouns, key, ct) is not { } found)
        {
            pulp.TellUnseen($"container-push repository '{name}'");
            return Result(false, null, null);
        }

        if (found["remote"] is not null)
        {
            throw new ModuleException(
                $"Container repository '{name}' is synced from a remote, so that nobody can tell whether it came to be by a push. "
                    + "Remove it with container_repository.");
        }

        foreach (var distribution in await pulp.ListAsync(
            ContainerDistribution.Entity.Path, ObjectKey.Query(new JsonObject { ["repository"] = (string?)found["pulp_href"] }), ct))
        {
            _ = await pulp.DeleteAsync((string)distribution["pulp_href"]!, ct);
        }

        _ = await pulp.DeleteAsync((string)found["pulp_href"]!, ct);
        return Result(true, found, null);
    }

    private static async Task<ModuleResult> MigrateAsync(PulpSession pulp, string name, JsonObject? found, CancellationToken ct)
    {
        if (found is null)
        {
            var ordinary = await pulp.FindAsync(ContainerRepository.Entity, name, ct);
            return Result(false, ordinary, ordinary);
        }

        if (!pulp.Writes && await pulp.VersionsAsync(ct) is var versions && !versions.Has("container", Migrates))
        {
            throw new ModuleException(CannotMigrate(versions.Of("container")));
        }

        try
        {
            _ = await pulp.ActAsync($"{found["pulp_href"]}migrate/", [], ct);
        }
        catch (ModuleException failure) when (PulpRefusal.IsMissing(failure))
        {
            throw new ModuleException(CannotMigrate(null), failure);
        }

        return Result(true, found, pulp.Writes ? await pulp.FindAsync(ContainerRepository.Entity, name, ct) : found);
    }

    private static string CannotMigrate(string? version) =>
        "This server cannot migrate container-push repositories: "
            + $"that takes pulp_container {Migrates} or newer{(version is null ? "" : $", and it has {version}")}.";

    private static ModuleResult Result(bool changed, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["repository"] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
