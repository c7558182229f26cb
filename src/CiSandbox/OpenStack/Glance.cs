// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenStack;

/// <summary>No more of Glance than its versions: the command-line client asks for them before it lists servers.</summary>
internal static class Glance
{
    public static OpenStackAnswer Answer(OpenStackRequest request, string[] path, Catalog catalog) => (request.Method, path) switch
    {
        ("GET", []) => new(300, new JsonObject
        {
            ["versions"] = new JsonArray(new JsonObject
            {
                ["id"] = "v2.9",
                ["status"] = "CURRENT",
                ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = catalog.Image + "/v2/" }),
            }),
        }),
        _ => OpenStackAnswer.NoRoute,
    };
}
