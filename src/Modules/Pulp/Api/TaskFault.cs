// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Api;

/// <summary>Why a task of Pulp failed, as far as something is decided by it.</summary>
internal enum TaskFault
{
    /// <summary>Anything else, such as a worker that got lost: the next try may succeed.</summary>
    Unknown,

    /// <summary>The upstream was not reached, or did not manage to answer: the next try may succeed.</summary>
    NotReached,

    /// <summary>The upstream has nothing there.</summary>
    UpstreamLacks,

    /// <summary>The upstream refuses the login, or its lack.</summary>
    UpstreamRefuses,

    /// <summary>The upstream's certificate is not trusted.</summary>
    Untrusted,

    /// <summary>Another object has the name, or another value that only one can have.</summary>
    Taken,

    /// <summary>The server has no space left.</summary>
    FullDisk,

    /// <summary>Pulp refuses what was given.</summary>
    Refused,
}
