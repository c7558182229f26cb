// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>The names of what the user set for a server, as messages give advice.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Authorities">Whose certificates are trusted.</param>
/// <param name="Validation">Whether certificates are checked.</param>
/// <param name="Refused">What to ask oneself where nothing listens.</param>
internal sealed record AddressOptions(string Address, string Authorities, string Validation, string Refused);
