// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Preflight;

/// <summary>What an environment of kayobe-config needs of its host. Sizes are those of the guides.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Playbook">The playbook that sets the host up.</param>
/// <param name="Space">Free bytes by path.</param>
/// <param name="NeedsLvm">Whether the guide wants an image with LVM.</param>
internal sealed record EnvironmentNeeds(string Name, string Playbook, IReadOnlyDictionary<string, long> Space, bool NeedsLvm)
{
    /// <summary>Where an engine keeps images if it is not told otherwise.</summary>
    public const string UsualFolder = "/var/lib/docker";

    private const long GiB = 1L << 30;

    public static readonly IReadOnlyList<EnvironmentNeeds> All =
    [
        new("ci-builder", "ci-builder-setup.yml", Sizes(home: 2, tmp: 2, containers: 50), NeedsLvm: false),
        new("ci-aio", "ci-aio-setup.yml", Sizes(home: 2, tmp: 2, containers: 30), NeedsLvm: true),
    ];

    /// <summary>Distributions with their releases that the environments are made for, as <c>/etc/os-release</c> names them.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Distributions = new Dictionary<string, IReadOnlyList<string>>
    {
        ["rocky"] = ["9"],
        ["ubuntu"] = ["22.04", "24.04"],
    };

    private static Dictionary<string, long> Sizes(long home, long tmp, long containers) => new()
    {
        ["/home"] = home * GiB,
        ["/tmp"] = tmp * GiB,
        [UsualFolder] = containers * GiB,
    };
}
