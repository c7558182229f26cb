// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Entities;

/// <summary>What people look for in a plugin's repositories: packages, files, tags.</summary>
/// <param name="Noun">As people call many of them.</param>
/// <param name="Path">Their collection.</param>
/// <param name="Fields">What is read of each.</param>
/// <param name="Name">What stays the same when one is updated.</param>
/// <param name="Version">What does not.</param>
internal sealed record UnitKind(string Noun, string Path, string[] Fields, Func<JsonObject, string> Name, Func<JsonObject, string> Version)
{
    /// <summary>Where <see cref="Version"/> is the href of other content: its collection, and the field that says more.</summary>
    public (string Path, string Field)? Referred { get; init; }
}
