// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>One promotion of one distribution, as its label holds it: five words without blanks.</summary>
/// <param name="Promotion">The run it was part of, by default its time.</param>
/// <param name="By">Who ran it, and where.</param>
/// <param name="From">The distribution that served it before.</param>
/// <param name="Previous">What was served; <c>-</c> where there was no distribution.</param>
/// <param name="Current">What is served since.</param>
internal sealed record PromotionEntry(string Promotion, string By, string From, string Previous, string Current)
{
    private const string NoDistribution = "-";
    private const string Nothing = "nothing";

    /// <summary>What a distribution served before; null where there was none, so that a rollback removes it.</summary>
    public JsonObject? Restore => Previous == NoDistribution ? null
        : Previous.Split('=', 2) is [var what, var href] ? new JsonObject { [what] = href }
        : [];

    /// <summary>What a distribution serves, in one word.</summary>
    public static string Served(JsonObject? distribution) => distribution is null ? NoDistribution
        : PromotionRecord.Content.Append(PromotionRecord.Cache).Where(name => (string?)distribution[name] is { Length: > 0 })
            .Select(name => $"{name}={(string?)distribution[name]}")
            .FirstOrDefault(Nothing);

    /// <summary>Null for what is none.</summary>
    public static PromotionEntry? Parse(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is
        [var promotion, var by, var from, var previous, var current]
        ? new(Uri.UnescapeDataString(promotion), Uri.UnescapeDataString(by), Uri.UnescapeDataString(from), previous, current)
        : null;

    /// <summary>Escaped, since Pulp refuses labels with commas and parentheses.</summary>
    public override string ToString() =>
        string.Join(' ', Uri.EscapeDataString(Promotion), Uri.EscapeDataString(By), Uri.EscapeDataString(From), Previous, Current);
}
