// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao;

/// <summary>What answers requests: the node that has the state, or another of its cluster.</summary>
internal interface INode
{
    /// <summary>Answers one.</summary>
    BaoAnswer Answer(IncomingRequest incoming, string method);
}
