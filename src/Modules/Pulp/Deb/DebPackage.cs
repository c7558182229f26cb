// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Content;

namespace Modules.Pulp.Deb;

internal static class DebPackage
{
    public static readonly ContentKind Kind = new("deb_package", "content/deb/packages/", "package", "packages")
    {
        Noun = "deb package",
        Repository = DebRepository.Entity,
        SendsDigest = true,
    };
}
