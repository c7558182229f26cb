// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Warp.Build;
using Modules.Warp.CommandLines;
using Modules.Warp.Images;
using Modules.Warp.Preflight;
using Modules.Warp.Running;
using Modules.Warp.State;
using Modules.Warp.Traas;

namespace Modules.Warp;

/// <summary>The modules around TripleO quickstart. The catalog spreads them with one line; without it they are in no build.</summary>
internal static class WarpModules
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new CommandModule(),
        new RunModule(),
        new StateModule(),
        new OooqPreflightModule(),
        new OooqImagesModule(),
        new OooqBootFilesModule(),
        new OooqImageBuildModule(),
        new OooqTraasInventoryModule(),
    ];
}
