// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Mounts;

/// <summary>What answers below a mount.</summary>
internal interface IEngine
{
    /// <summary>Answers; the request's path is what follows the mount's.</summary>
    BaoAnswer Handle(BaoRequest request);

    /// <summary>Whether a path is answered without a token.</summary>
    bool IsOpen(string path) => false;

    /// <summary>Whether a write there changes what exists; else the right to create is enough.</summary>
    bool Exists(string path) => true;

    /// <summary>The same content in the engine's next version; null where it has none.</summary>
    IEngine? Upgrade() => null;
}
