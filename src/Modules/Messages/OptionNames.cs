// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Messages;

/// <summary>What the user calls the options that messages give advice about: where a role fills them, the variables.</summary>
/// <param name="given">Options and what they are called; null where they are called what the module calls them.</param>
internal sealed class OptionNames(JsonObject? given)
{
    /// <summary>The module's own names.</summary>
    public static readonly OptionNames Own = new(null);

    /// <summary>The option of trusted authorities, which some modules call otherwise.</summary>
    public string Authorities { get; init; } = "ca_cert";

    /// <summary>Whether a certificate logs in.</summary>
    public bool ByCertificate { get; init; }

    /// <summary>What one logs in with.</summary>
    public string Login => ByCertificate ? $"{Of("user_cert")} and {Of("user_key")}" : $"{Of("username")} and {Of("password")}";

    /// <summary>What the user calls an option.</summary>
    public string Of(string option) => Given(option) ?? option;

    /// <summary>Options of an item, which lists call by their own names; the variables they may come from stand in brackets.</summary>
    public string OfItem(params IReadOnlyList<string> options)
    {
        var variables = options.Select(Given).OfType<string>().ToList();
        return string.Join(" and ", options) + (variables.Count > 0 ? $" ({string.Join(" and ", variables)})" : "");
    }

    private string? Given(string option) =>
        given?[option] is JsonValue name && name.ToString() is { Length: > 0 } text && text != option ? text : null;
}
