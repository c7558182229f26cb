// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using ModuleHost;

namespace Modules.Cryptography;

/// <summary>The one library that is not in the binary. TLS and checksums need it, and without it
/// they abort the process, uncatchable: look first.</summary>
internal static class OpenSsl
{
    private static readonly string[] Libraries = ["libssl.so.3", "libssl.so.1.1", "libssl.so.10", "libssl.so"];
    private static readonly Lazy<bool> Here = new(() => Libraries.Any(library => NativeLibrary.TryLoad(library, out _)));

    /// <param name="what">What needs it, as the message begins.</param>
    /// <exception cref="ModuleException">There is no libssl.</exception>
    public static void Require(string what)
    {
        if (!Here.Value)
        {
            throw new ModuleException(
                $"{what} needs OpenSSL's libssl, which is not on this machine. Install it (Debian, Ubuntu: libssl3; Rocky: openssl-libs).");
        }
    }

    /// <summary>As <see cref="Require(string)"/>, for a call of an address: only https needs it.</summary>
    public static void Require(Uri url)
    {
        if (url.Scheme == "https")
        {
            Require($"{url}");
        }
    }
}
