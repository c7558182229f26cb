// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Converge;

/// <summary>Finds the objects that arguments name: one request each, or out of lists read before.</summary>
internal interface IReferences
{
    /// <exception cref="ModuleException">There is none.</exception>
    Task<JsonObject> FindAsync(Target target, string name, CancellationToken ct);
}
