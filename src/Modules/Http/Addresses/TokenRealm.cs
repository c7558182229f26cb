// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http.Addresses;

/// <summary>
/// Whether the password for a registry may go to the place of tokens that the registry names: the rule of the reference clients,
/// which trust an https registry to name any https place, and more strictly than they where there is no TLS.
/// </summary>
internal static class TokenRealm
{
    /// <param name="registry">Who names the place.</param>
    /// <param name="realm">The place.</param>
    public static bool MayHaveLogin(Origin registry, Uri realm) => registry.Scheme == "https"
        ? realm.Scheme == "https"
        : realm.Scheme is "http" or "https" && realm.IdnHost == registry.Host;
}
