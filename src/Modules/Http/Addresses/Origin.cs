// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http.Addresses;

/// <summary>Scheme, host and port: what a login belongs to.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">In lower case.</param>
/// <param name="Port">Also where it is the scheme's own.</param>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    /// <summary>That of an address.</summary>
    public static Origin Of(Uri address) => new(address.Scheme, address.IdnHost, address.Port);

    /// <summary>As it is written in a URL.</summary>
    public override string ToString() => new UriBuilder(Scheme, Host, Port).Uri.GetLeftPart(UriPartial.Authority);
}
