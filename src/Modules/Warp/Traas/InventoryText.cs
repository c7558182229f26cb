// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Warp.Traas;

/// <summary>Who logs in to a kind of host, and with which key.</summary>
/// <param name="User">The user there.</param>
/// <param name="Key">The private key here.</param>
internal sealed record SshLogin(string User, string Key);

/// <summary>The inventory and the configuration of ssh, as the role of quickstart lays them out.</summary>
/// <param name="inventory">What is in them.</param>
/// <param name="undercloud">How the undercloud is reached.</param>
/// <param name="overcloud">How its nodes are, through the undercloud.</param>
/// <param name="configuration">The path of the configuration of ssh.</param>
internal sealed partial class InventoryText(TraasInventory inventory, SshLogin undercloud, SshLogin overcloud, string configuration)
{
    private const string Unchecked = "    StrictHostKeyChecking no\n    UserKnownHostsFile=/dev/null\n";

    /// <exception cref="ModuleException">A path or a user cannot stand in these files.</exception>
    public string Hosts()
    {
        var text = new StringBuilder("# Written by stackhpc.kayobe_modules.oooq_traas_inventory.\nlocalhost ansible_connection=local\n\n");
        _ = text.Append(
            $"{inventory.Undercloud.Name} ansible_host={inventory.Undercloud.PublicAddress} "
                + $"ansible_user={Plain("undercloud_user", undercloud.User)} "
                + $"ansible_private_key_file={Plain("undercloud_key", undercloud.Key)} "
                + $"undercloud_ip={inventory.Undercloud.PrivateAddress}\n");
        foreach (var node in inventory.Nodes)
        {
            _ = text.Append(
                $"{node.Name} ansible_host={node.Name} private_v4={node.PrivateAddress} "
                    + $"ansible_user={Plain("overcloud_user", overcloud.User)} "
                    + $"ansible_private_key_file={Plain("overcloud_key", overcloud.Key)} "
                    + $"ansible_ssh_extra_args='-F {Plain("lwd", configuration)}'\n");
        }

        // A group that is called as its only host is left out: Ansible warns of it, and the host's name does as well.
        var groups = inventory.All.SelectMany(node => node.Groups.Select(group => (Group: group, node.Name)))
            .GroupBy(pair => pair.Group, pair => pair.Name)
            .Where(group => !group.SequenceEqual([group.Key]));
        foreach (var group in groups)
        {
            _ = text.Append($"\n[{group.Key}]\n{string.Join('\n', group)}\n");
        }

        return text.ToString();
    }

    public string SshConfiguration()
    {
        var way = $"ssh -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no -o ConnectTimeout=60 -i {undercloud.Key} "
            + $"{undercloud.User}@{inventory.Undercloud.PublicAddress}";
        var text = new StringBuilder("# Written by stackhpc.kayobe_modules.oooq_traas_inventory.\nHost *\n    IdentitiesOnly yes\n");
        _ = text.Append(
            $"\nHost {inventory.Undercloud.Name}\n    Hostname {inventory.Undercloud.PublicAddress}\n    IdentityFile {undercloud.Key}\n"
                + $"    User {undercloud.User}\n{Unchecked}");
        foreach (var node in inventory.Nodes)
        {
            _ = text.Append(
                $"\nHost {node.Name}\n    Hostname {node.Name}\n    ProxyCommand {way} -W {node.PrivateAddress}:22\n"
                    + $"    IdentityFile {overcloud.Key}\n    User {overcloud.User}\n{Unchecked}");
        }

        return text.ToString();
    }

    private static string Plain(string option, string value) => Word().IsMatch(value)
        ? value
        : throw new ModuleException(
            $"Give {option} without blanks and quotes: '{value}' cannot stand in an inventory, a command line and ssh's file alike.");

    [GeneratedRegex(@"^[A-Za-z0-9_./~][A-Za-z0-9_./~@+-]*\z")]
    private static partial Regex Word();
}
