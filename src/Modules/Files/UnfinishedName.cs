// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;

namespace Modules.Files;

/// <summary>Names of what is not whole yet: nobody can guess them, and nobody has taken them.</summary>
internal static class UnfinishedName
{
    /// <param name="name">What it will be called.</param>
    public static string Of(string name) => $".{name}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.new";
}
