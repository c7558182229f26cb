// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Planning;

namespace Modules.PulpServer;

/// <summary>What lies ahead for a Pulp that runs.</summary>
/// <param name="Words">It would be …</param>
/// <param name="Upgrade">Another image takes its place.</param>
internal sealed record Downtime(string Words, bool Upgrade)
{
    public static Downtime ByUpgrade(string? image) => new($"upgraded to {image}", Upgrade: true);

    /// <summary>Looks along the steps; null where none of them ends what runs.</summary>
    /// <param name="state">What is there.</param>
    /// <param name="next">The plan.</param>
    /// <param name="image">The wanted one, as the playbook names it; null for none.</param>
    public static Downtime? Ahead(Deployment state, Func<Deployment, ContainerStep?> next, string? image)
    {
        if (state.Container is not { Running: true } running)
        {
            return null;
        }

        for (var at = state; next(at) is { } step; at = step.After(at))
        {
            switch (step)
            {
                case StopContainer or RemoveContainer when image is not null && running.Fields["image"]?.ToString() != at.ImageId:
                    return ByUpgrade(image);
                case RestartContainer:
                    return new("restarted", Upgrade: false);
                case StopContainer or RemoveContainer:
                    return new("stopped", Upgrade: false);
            }
        }

        return null;
    }
}
