// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Converge;

/// <summary>What a reference by name points into.</summary>
/// <param name="Path">The collection below the API's path.</param>
/// <param name="Noun">What people call one.</param>
internal sealed record Target(string Path, string Noun)
{
    /// <summary>The API field that the name is a value of.</summary>
    public string Key { get; init; } = "name";
}
