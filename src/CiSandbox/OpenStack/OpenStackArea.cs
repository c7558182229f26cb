// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;

namespace CiSandbox.OpenStack;

/// <summary>Keystone and Nova, as far as a list of a project's servers goes.</summary>
internal static class OpenStackArea
{
    public static readonly Area Area = new(
        "openstack", "be Keystone (below /identity) and Nova (below /compute) of a cloud", settings => new OpenStackServer(settings))
    {
        Words = new Dictionary<string, string>
        {
            ["user"] = "the user's name (stack)",
            ["password"] = "the user's password (sandbox)",
            ["project"] = "the project's name (traas)",
            ["credential"] = "the ID of an application credential, which is called warp (00000000000000000000000000000c1d)",
            ["secret"] = "its secret (sandbox-secret)",
            ["role"] = "the user's role in the project; as newer releases have it, only admin, member and reader list servers (member)",
            ["region"] = "the region of all endpoints (RegionOne)",
            ["catalog"] = "the services in the catalogue, with commas between them (identity,compute,image)",
            ["servers"] = "a file with the list of servers, as JSON; by default an undercloud and three nodes of an overcloud",
            ["page"] = "the most servers of one page (1000)",
            ["expires"] = "the seconds after which a token is good no more (3600)",
        },
    };
}
