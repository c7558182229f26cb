// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>Secrets that a remote has and its item does not say. Pulp tells only that there
/// are some; nobody else can ask its upstream.</summary>
internal static class HiddenSecrets
{
    public static bool Are(JsonObject? remote, Item item) => remote is not null && item.Family.Remote.Fields.Any(
        field => field.WriteOnly && FieldChanges.Hidden(remote, field.ApiName) == true && !item.Has(field.Argument));
}
