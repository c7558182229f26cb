// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>What a remote's proxy and its login need of each other.</summary>
internal static class ProxyRules
{
    public static string? Login(JsonObject result)
    {
        var (name, password) = (IsSet(result, "proxy_username"), IsSet(result, "proxy_password"));
        return (name == true || password == true) && result["proxy_url"] is null
                ? "proxy credentials cannot be specified without a proxy. "
                    + "proxy_username and proxy_password need proxy_url; unset them together with it."
            : name is { } && password is { } && name != password
                ? "proxy username and password can only be specified together. Give both proxy_username and proxy_password, or neither."
            : null;
    }

    /// <summary>Null where the server does not tell (pulpcore before 3.22).</summary>
    private static bool? IsSet(JsonObject result, string name) =>
        result.TryGetPropertyValue(name, out var value) ? value is not null : null;
}
