// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Warp.Traas;

/// <summary><c>clouds.yaml</c>: the login, as clients of OpenStack read it.</summary>
internal static class CloudsText
{
    private const string Auth = "auth";
    private const string Hidden = "(hidden)";

    /// <param name="name">What plays call the cloud.</param>
    /// <param name="login">The login.</param>
    /// <param name="region">Null where nobody said.</param>
    /// <param name="side">The side of its endpoints.</param>
    public static string Of(string name, CloudLogin login, string? region, string side)
    {
        var cloud = new JsonObject();
        if (login.IsCredential)
        {
            cloud["auth_type"] = "v3applicationcredential";
        }

        cloud[Auth] = login.Kept();
        if (region is not null)
        {
            cloud["region_name"] = region;
        }

        (cloud["interface"], cloud["identity_api_version"]) = (side, 3);
        return YamlText.Of(YamlTree.Of(new JsonObject { ["clouds"] = new JsonObject { [name] = cloud } }));
    }

    /// <summary>What may be shown of such a file, also of one that somebody else wrote.</summary>
    public static string Shown(string text)
    {
        try
        {
            var root = YamlTree.Parse(text, "clouds.yaml");
            foreach (var cloud in (YamlTree.Find(root, "clouds") as YamlMappingNode)?.Children.Values.AsEnumerable() ?? [])
            {
                Hide(YamlTree.Find(cloud, Auth) as YamlMappingNode);
            }

            return YamlText.Of(root);
        }
        catch (ModuleException)
        {
            return Hidden;
        }
    }

    private static void Hide(YamlMappingNode? auth)
    {
        var secrets = auth?.Children.Keys.Where(key => !CloudLogin.Harmless.Contains((key as YamlScalarNode)?.Value ?? "")).ToList();
        foreach (var key in secrets ?? [])
        {
            auth!.Children[key] = YamlTree.Text(Hidden);
        }
    }
}
