// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Http;

/// <summary>Somebody who may log in.</summary>
internal sealed record Account(string Href, string Username, bool IsAdmin)
{
    /// <summary>Another with another password: sessions begun with the old one end.</summary>
    public string? Stamp { get; init; }
}
