// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.GitHub.Runners;

/// <summary>One thing to do for a runner, in the order of this list.</summary>
internal enum RunnerStep
{
    /// <summary>Unpack the programs.</summary>
    Install,

    /// <summary>Write the variables of jobs.</summary>
    WriteEnv,

    /// <summary>Take the service away: it goes with a registration that is none.</summary>
    Uninstall,

    /// <summary>Forget a registration that the server does not have.</summary>
    Forget,

    /// <summary>Register, in the place of another of that name.</summary>
    Register,

    /// <summary>Put the labels in the place of those it has.</summary>
    Relabel,

    /// <summary>Make the service.</summary>
    InstallService,

    /// <summary>Stop it.</summary>
    Stop,

    /// <summary>Start it.</summary>
    Start,

    /// <summary>Take the registration back.</summary>
    Unregister,

    /// <summary>Delete the folder.</summary>
    Delete,
}
