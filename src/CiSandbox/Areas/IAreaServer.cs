// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.Areas;

/// <summary>A server of an area: answers requests, keeps its state in memory.</summary>
internal interface IAreaServer
{
    /// <summary>Where it listens, once it does.</summary>
    Uri Address { get; set; }

    /// <summary>Answers one request.</summary>
    Task HandleAsync(HttpContext context);
}
