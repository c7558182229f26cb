// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Converge;

/// <summary>An option that was given and that not every server knows.</summary>
/// <param name="Argument">The option.</param>
/// <param name="ApiName">What it sets.</param>
/// <param name="Releases">The servers that know it.</param>
internal sealed record DatedOption(Argument Argument, string ApiName, Releases Releases)
{
    /// <summary>Those whose server has to be asked for its versions. An object that shows a field has it.</summary>
    public static IReadOnlyList<DatedOption> Of(ObjectKind kind, JsonObject? found, JsonObject desired) =>
    [
        .. kind.AllFields.SelectMany(field => field.Dated(desired))
            .Where(each => each.Releases.Until is not null || found?.ContainsKey(each.ApiName) != true)
            .DistinctBy(each => each.Argument.Name),
    ];
}
