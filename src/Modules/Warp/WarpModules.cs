// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Warp.CommandLines;
using Modules.Warp.Running;

namespace Modules.Warp;

/// <summary>The modules around TripleO quickstart. The catalog spreads them with one line; without it they are in no build.</summary>
internal static class WarpModules
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new CommandModule(),
        new RunModule(),
    ];
}
