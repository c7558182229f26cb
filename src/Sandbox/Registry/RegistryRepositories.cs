// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Versions;

namespace Sandbox.Registry;

/// <summary>Container distributions as a registry's repositories.</summary>
internal sealed class RegistryRepositories(PulpStore store)
{
    private const string Path = "distributions/container/container";

    public IEnumerable<string> Names() =>
        Distributions().Where(distribution => !distribution.Flag("hidden")).Select(distribution => distribution.Text("base_path")!);

    public RegistryRepository? Find(string name) =>
        store.Named("distributions", "base_path", name).FirstOrDefault(distribution => distribution.Type.Path == Path) is { } found
            && Served(found) is { } version
            ? new(found, version)
            : null;

    private IEnumerable<Entity> Distributions() => store.Under(Path + "/");

    private RepositoryVersion? Served(Entity distribution) =>
        distribution.Text("repository_version") is { } href ? store.Versions.Find(href)
        : store.Find(distribution.Text("repository")) is { } repository ? store.Versions.Latest(repository)
        : null;
}

/// <summary>What one name of the registry serves at the moment.</summary>
internal sealed record RegistryRepository(Entity Distribution, RepositoryVersion Version)
{
    public ContentUnit? Unit(string type, string key) => Version.OfType(type).FirstOrDefault(unit => unit.Key == key);

    /// <summary>By digest, or by the tag that points at it.</summary>
    public ContentUnit? Manifest(string reference)
    {
        if (reference.Contains(':', StringComparison.Ordinal))
        {
            return Unit("container.manifest", reference);
        }

        var tag = Version.OfType("container.tag").FirstOrDefault(unit => (string?)unit.Fields["name"] == reference);
        return tag is null ? null : Unit("container.manifest", tag.Key[(reference.Length + 1)..]);
    }
}
