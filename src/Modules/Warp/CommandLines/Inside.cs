// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.CommandLines;

/// <summary>Where things are inside the container, and what they are called there.</summary>
internal static class Inside
{
    public const string Oooq = "/tmp/oooq";
    public const string Scripts = "/tmp/scripts";
    public const string Inventory = $"{Scripts}/inventory.ini";
    public const string Deploy = "/usr/local/sbin/create_env_oooq.sh";

    /// <summary>What a deployment leaves that the next one needs: the inventory, keys, and how to reach the machines.</summary>
    public static readonly IReadOnlyList<string> State =
    [
        "hosts", "id_rsa_undercloud", "id_rsa_virt_power", "id_rsa_undercloud.pub", "id_rsa_virt_power.pub",
        "ssh.config.ansible", "ssh.config.local.ansible",
    ];
}
