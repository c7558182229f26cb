// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>What Pulp's database can hold. Pulp looks only after it has said yes: the request
/// or its task ends in an error of the server.</summary>
internal static class NumberRules
{
    private const double Largest = int.MaxValue;

    public static string? Fits(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && Math.Abs(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)) > Largest
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{value.ToJsonString()} is beyond {Largest}, the most that Pulp can store; it would answer with an error of its own.")
        : null;
}
