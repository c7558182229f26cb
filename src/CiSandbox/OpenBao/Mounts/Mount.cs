// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Mounts;

/// <summary>An engine or an auth method at its path.</summary>
/// <param name="Path">With a slash at its end; of an auth method without <c>auth/</c>.</param>
/// <param name="Type">What it is.</param>
/// <param name="IsAuth">Whether it logs in.</param>
internal sealed record Mount(string Path, string Type, bool IsAuth)
{
    public const long SystemTtl = 2764800;

    public string Description { get; set; } = "";

    public string Accessor { get; } =
        $"{(IsAuth ? "auth_" : "")}{(Type == "system" ? "system" : Type)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";

    public string Uuid { get; } = Guid.NewGuid().ToString();

    public bool Local { get; init; }

    public bool SealWrap { get; init; }

    public bool ExternalEntropy { get; init; }

    public bool IsBuiltIn { get; init; }

    /// <summary>Null for the system's own.</summary>
    public JsonObject? Options { get; set; } = [];

    public long DefaultTtl { get; set; }

    public long MaxTtl { get; set; }

    public bool ForceNoCache { get; set; }

    public string TokenType { get; set; } = "default-service";

    /// <summary>Lists and texts of the config that were given.</summary>
    public JsonObject More { get; } = [];

    /// <summary>What answers below it.</summary>
    public IEngine? Engine { get; set; }

    public string Version => Options?["version"]?.ToString() ?? "1";

    public bool IsShown => More["listing_visibility"]?.ToString() == "unauth";

    public JsonObject Shown()
    {
        var config = new JsonObject
        {
            ["default_lease_ttl"] = DefaultTtl,
            ["force_no_cache"] = ForceNoCache,
            ["max_lease_ttl"] = MaxTtl,
        };
        foreach (var (name, value) in More)
        {
            config[name] = value?.DeepClone();
        }

        if (IsAuth)
        {
            config["token_type"] = TokenType;
        }

        var shown = new JsonObject
        {
            ["accessor"] = Accessor,
            ["config"] = config,
            ["description"] = Description,
            ["external_entropy_access"] = ExternalEntropy,
            ["local"] = Local,
            ["options"] = Options?.DeepClone(),
            ["plugin_version"] = "",
            ["running_plugin_version"] = "v2.7.2+builtin.bao",
            ["running_sha256"] = "",
            ["seal_wrap"] = SealWrap,
            ["type"] = Type,
            ["uuid"] = Uuid,
        };
        if (!IsBuiltIn)
        {
            shown["deprecation_status"] = "supported";
        }

        return shown;
    }

    public JsonObject Tuned()
    {
        var shown = new JsonObject
        {
            ["default_lease_ttl"] = DefaultTtl == 0 ? SystemTtl : DefaultTtl,
            ["description"] = Description,
            ["force_no_cache"] = ForceNoCache,
            ["max_lease_ttl"] = MaxTtl == 0 ? SystemTtl : MaxTtl,
        };
        foreach (var (name, value) in More)
        {
            shown[name] = value?.DeepClone();
        }

        if (IsAuth)
        {
            shown["token_type"] = TokenType;
        }

        if (ExternalEntropy)
        {
            shown["external_entropy_access"] = true;
        }

        if (Options is { Count: > 0 })
        {
            shown["options"] = Options.DeepClone();
        }

        return shown;
    }
}
