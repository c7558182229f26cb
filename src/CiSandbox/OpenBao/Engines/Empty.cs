// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;

namespace CiSandbox.OpenBao.Engines;

/// <summary>What a mount answers that is there and does nothing here.</summary>
internal sealed class Empty : IEngine
{
    public BaoAnswer Handle(BaoRequest request) => throw BaoException.UnsupportedPath;
}
