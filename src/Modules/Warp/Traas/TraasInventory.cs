// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Messages;

namespace Modules.Warp.Traas;

/// <summary>Picks the undercloud and the overcloud's nodes among a project's servers, by name as the role of quickstart does.</summary>
/// <param name="Undercloud">It is the way to the others, too.</param>
/// <param name="Nodes">The overcloud's.</param>
internal sealed partial record TraasInventory(InventoryNode Undercloud, IReadOnlyList<InventoryNode> Nodes)
{
    private const string OfUndercloud = "undercloud";
    private const string OfOvercloud = "overcloud";
    private const string Cluster = "clusterid";

    public IEnumerable<InventoryNode> All => [Undercloud, .. Nodes];

    /// <summary>The private addresses of a group's nodes.</summary>
    public IReadOnlyList<string> Addresses(string group) =>
        [.. Nodes.Where(node => node.Groups.Contains(group)).Select(node => node.PrivateAddress)];

    /// <param name="servers">All of the project.</param>
    /// <param name="cluster">Whose metadata name the cluster; null for all.</param>
    /// <param name="network">The network of the deployment.</param>
    /// <exception cref="ModuleException">Something is missing, broken, or there twice.</exception>
    public static TraasInventory Of(IReadOnlyList<TraasServer> servers, string? cluster, string network)
    {
        var ours = servers.Where(server => cluster is null || server.Metadata.GetValueOrDefault(Cluster) == cluster).ToList();
        var underclouds = ours.Where(server => server.Name.Contains(OfUndercloud, StringComparison.Ordinal)).ToList();
        var nodes = ours.Where(server => server.Name.Contains(OfOvercloud, StringComparison.Ordinal)).Except(underclouds).ToList();
        if (underclouds.Count != 1)
        {
            throw new ModuleException(underclouds.Count == 0
                ? $"Check cluster_id and project, or make the servers first: of {servers.Count} servers none "
                    + $"{(cluster is null ? "" : $"with clusterid '{cluster}' ")}has 'undercloud' in its name."
                : $"Give cluster_id: there are {underclouds.Count} underclouds, "
                    + $"{FirstNames.Of([.. underclouds.Select(each => each.Name)])}.");
        }

        if (nodes.GroupBy(node => node.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModuleException($"Give cluster_id, or rename one: there are {twice.Count()} servers '{twice.Key}'.");
        }

        return new(UndercloudOf(underclouds[0], network), [.. nodes.Select(node => Node(node, network))]);
    }

    private static InventoryNode UndercloudOf(TraasServer server, string network) =>
        new(OfUndercloud, server.Name, Private(server, network), ["bastion", Group(server, OfUndercloud)])
        {
            PublicAddress = server.Public ?? throw new ModuleException(
                $"Give the server '{server.Name}' a floating address: it is the way to all others, and it has none."),
        };

    private static InventoryNode Node(TraasServer server, string network)
    {
        var group = Group(server, OfOvercloud);
        var role = Role().Match(server.Name) is { Success: true } match ? match.Groups["role"].Value : null;
        return new(server.Name, server.Name, Private(server, network), role is null || role == group ? [group] : [group, role])
        {
            PublicAddress = server.Public,
        };
    }

    private static string Private(TraasServer server, string network) =>
        !Name().IsMatch(server.Name)
            ? throw new ModuleException(
                $"Rename the server '{server.Name}': only letters, digits, '.', '_' and '-' can stand in an inventory.")
            : server.Status == TraasServer.Broken
            ? throw new ModuleException(
                $"Delete the server '{server.Name}' and have it made again: it is in ERROR "
                    + $"({(server.Fault.Length > 0 ? server.Fault : "Nova says no more")}).")
            : server.Fixed(network) ?? throw new ModuleException(server.Status == TraasServer.Active
                ? $"Check network: the server '{server.Name}' has no address in '{network}'; its networks: {server.Networks}."
                : $"Wait until the server '{server.Name}' is {TraasServer.Active}: it is {server.Status}, with no address in '{network}'.");

    private static string Group(TraasServer server, string otherwise) => server.Metadata.GetValueOrDefault("group", otherwise) is var group
        && Name().IsMatch(group)
        ? group
        : throw new ModuleException($"Change the metadata 'group' of the server '{server.Name}': '{group}' is no name of a group.");

    [GeneratedRegex("overcloud-(?:nova)?(?<role>[a-zA-Z0-9_]+)-[0-9]+$")]
    private static partial Regex Role();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Name();
}
