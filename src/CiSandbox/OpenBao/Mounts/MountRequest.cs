// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Mounts;

/// <summary>What is asked for when something is mounted.</summary>
internal static class MountRequest
{
    private static readonly string[] Visibilities = ["", "hidden", "unauth"];
    private static readonly string[] TokenTypes = ["default-service", "default-batch", "service", "batch"];

    public static Mount Read(string path, string type, bool isAuth, JsonObject data, IReadOnlyList<string> lists)
    {
        if (path.Any(char.IsControl))
        {
            throw new BaoException(400);
        }

        if (!isAuth && type is "system" or "cubbyhole" or "identity" or "token" or "ns_system")
        {
            throw new BaoException(400, $"mount type of \"{type}\" is not mountable");
        }

        if (isAuth && type == "token")
        {
            throw new BaoException(400, "token credential backend cannot be instantiated");
        }

        var config = data["config"] as JsonObject ?? [];
        var options = Options(data["options"]);
        if (type is "kv-v1" or "kv-v2")
        {
            options["version"] = type[^1..];
        }

        var mount = new Mount(path, type is "kv-v1" or "kv-v2" ? "kv" : type, isAuth)
        {
            Description = data.Text("description") ?? "",
            Local = data.Truth("local") == true,
            SealWrap = data.Truth("seal_wrap") == true,
            ExternalEntropy = data.Truth("external_entropy_access") == true,
            Options = options,
            ForceNoCache = config.Truth("force_no_cache") == true,
            DefaultTtl = Ttl(config, "default_lease_ttl", "default"),
            MaxTtl = Ttl(config, "max_lease_ttl", "max"),
        };
        CheckTtls(mount.DefaultTtl, mount.MaxTtl);
        if (config["listing_visibility"]?.ToString() is { } visibility)
        {
            mount.More["listing_visibility"] = Visibilities.Contains(visibility)
                ? visibility
                : throw new BaoException(400, $"invalid listing_visibility {visibility}");
        }

        if (config["token_type"]?.ToString() is { Length: > 0 } tokenType)
        {
            mount.TokenType = TokenTypes.Contains(tokenType) ? tokenType : throw new BaoException(400, "invalid value for 'token_type'");
        }

        foreach (var list in lists.Where(list => config[list] is not null))
        {
            mount.More[list] = config.Texts(list)!.List();
        }

        return mount;
    }

    public static void CheckTtls(long defaultTtl, long maxTtl)
    {
        if (maxTtl > 0 && defaultTtl > maxTtl)
        {
            throw new BaoException(400, "given default lease TTL greater than given max lease TTL");
        }

        if (maxTtl == 0 && defaultTtl > Mount.SystemTtl)
        {
            throw new BaoException(400, $"given default lease TTL greater than system max lease TTL of {Mount.SystemTtl}");
        }
    }

    public static long Ttl(JsonObject config, string name, string word)
    {
        var text = config[name]?.ToString() ?? "";
        try
        {
            return text == "system" ? 0 : Durations.Parse(text);
        }
        catch (FormatException failure)
        {
            throw new BaoException(400, $"unable to parse {word} TTL of {text}: {failure.Message}");
        }
    }

    private static JsonObject Options(JsonNode? given) => given switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value?.ToString() ?? "")))),
        JsonArray list => new JsonObject(list.Select(each => (each?.ToString() ?? "").Split('=', 2)).Where(parts => parts.Length == 2)
            .Select(parts => KeyValuePair.Create(parts[0], (JsonNode?)parts[1]))),
        _ => [],
    };
}
