// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.Settings;

/// <summary>The playbook that runs inside, by its name in the folder of scripts.</summary>
/// <param name="Name">Such as <c>oooq-warp.yaml</c>.</param>
internal sealed record Play(string Name)
{
    /// <summary>Provisions the virtual machines, unless they are kept.</summary>
    public const string Warp = "oooq-warp.yaml";

    /// <summary>Installs the undercloud on the machine that is there.</summary>
    public const string Under = "oooq-under.yaml";

    /// <summary>What the names of those for a cloud have in common.</summary>
    public const string Cloud = "traas";

    /// <summary>Makes the inventory of a cloud's servers.</summary>
    public const string Inventory = "oooq-traas.yaml";

    /// <summary>Whether it deploys on servers of a cloud that are told by variables.</summary>
    public bool NeedsServers => Name.Contains("traas-over", StringComparison.Ordinal);
}
