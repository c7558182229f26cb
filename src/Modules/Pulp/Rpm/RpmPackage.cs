// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Content;

namespace Modules.Pulp.Rpm;

internal static class RpmPackage
{
    public static readonly ContentKind Kind = new("rpm_package", "content/rpm/packages/", "package", "packages")
    {
        Noun = "rpm package",
        Repository = RpmRepository.Entity,
        SendsDigest = true,
    };
}
