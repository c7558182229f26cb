using System.Text.Json.Nodes;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>Secrets that a remote has and its item does not say. Pulp tells only that there
/// are some; nobody else can ask its upstream.</summary>
internal static class HiddenSecrets
{
    private static readonly Dictionary<string, string> Options = new()
    {
        ["username"] = "remote_username",
        ["password"] = "remote_password",
        ["proxy_username"] = "proxy_username",
        ["proxy_password"] = "proxy_password",
        ["client_key"] = "client_key",
    };

    public static bool Are(JsonObject? remote, Item item) => (remote?["hidden_fields"] as JsonArray ?? []).Any(secret =>
        (bool?)secret?["is_set"] == true
            && Options.GetValueOrDefault((string?)secret["name"] ?? "") is { } option
            && item.Values[option] is null);
}
