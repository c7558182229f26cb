// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.State;

/// <summary>A file that changes.</summary>
/// <param name="Step">What becomes of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it changes.</param>
/// <param name="Before">As it is; null for nothing.</param>
/// <param name="After">As it shall be; null for nothing.</param>
internal sealed record StateChange(StateStep Step, string Name, string Path, StateFile? Before, StateFile? After)
{
    /// <summary>Before and after, as a person may see them: of a key only that there is one.</summary>
    public Difference Difference =>
        new(Shown(Before), Step == StateStep.Close ? "a private key, for its owner only" : Shown(After)) { Of = Path };

    private JsonNode? Shown(StateFile? file) => file switch
    {
        null => null,
        _ when StateFile.IsKey(Name) => string.Create(CultureInfo.InvariantCulture, $"a private key of {file.Written:u}"),
        _ => Encoding.UTF8.GetString(file.Content.Span),
    };
}
