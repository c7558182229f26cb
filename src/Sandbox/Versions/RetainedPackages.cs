// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;

namespace Sandbox.Versions;

/// <summary>An rpm repository's retain_package_versions: of each package name and arch, only the newest so many stay.</summary>
internal static class RetainedPackages
{
    public static HashSet<ContentUnit> Of(Entity repository, HashSet<ContentUnit> units)
    {
        if (repository.Fields["retain_package_versions"]?.GetValue<long>() is not { } retain || retain <= 0)
        {
            return units;
        }

        foreach (var package in units.Where(unit => unit.Type == "rpm.package")
            .GroupBy(unit => (Text(unit, "name"), Text(unit, "arch")))
            .ToList())
        {
            foreach (var tooOld in package.OrderByDescending(Evr.Of).Skip((int)retain))
            {
                units.Remove(tooOld);
            }
        }

        return units;
    }

    private static string? Text(ContentUnit unit, string name) => unit.Fields[name]?.GetValue<string>();
}
