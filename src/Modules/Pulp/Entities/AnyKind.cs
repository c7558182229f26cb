// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;

namespace Modules.Pulp.Entities;

/// <summary>Collections that hold objects of several kinds, to find one of whichever kind by its name.</summary>
internal static class AnyKind
{
    public static readonly Target ContentGuard = new("contentguards/", "content guard");

    /// <summary>Names of repositories are unique over all kinds.</summary>
    public static readonly Target Repository = new("repositories/", "repository");
}
