// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using VersionResponse = Docker.DotNet.Models.VersionResponse;

namespace Modules.Containers.Engine;

/// <summary>An engine's name, its version, and the version of the API both sides speak.</summary>
internal sealed record EngineVersion(string Name, string Version, Version Api)
{
    /// <summary>That of Docker 20.10's predecessor: what we send exists from there on.</summary>
    private static readonly Version Oldest = new(1, 40);

    /// <summary>The newest whose changes have been read.</summary>
    private static readonly Version Newest = new(1, 47);

    /// <summary>Podman's compatible service cannot change the restart policy of a container in place.</summary>
    public bool IsPodman => Name.Contains("podman", StringComparison.OrdinalIgnoreCase);

    /// <summary>From the answer of <c>/version</c>: the newest version we know that the engine speaks.</summary>
    /// <exception cref="ModuleException">The engine is older than all we know.</exception>
    public static EngineVersion Agree(VersionResponse answer)
    {
        var name = answer.Components?.FirstOrDefault()?.Name is { Length: > 0 } component ? component : "Engine";
        var release = answer.Version is { Length: > 0 } version ? version : "of unknown version";
        var spoken = Parse(answer.APIVersion) ?? Oldest;
        if (spoken < Oldest)
        {
            throw new ModuleException(
                $"{name} {release} speaks version {spoken} of the API; {Oldest} or newer is needed (Docker 19.03, Podman 3.0).");
        }

        var least = Parse(answer.MinAPIVersion) ?? Oldest;
        var agreed = spoken < Newest ? spoken : Newest;
        return new(name, release, agreed < least ? least : agreed);
    }

    private static Version? Parse(string? version) => System.Version.TryParse(version, out var parsed) ? parsed : null;
}
