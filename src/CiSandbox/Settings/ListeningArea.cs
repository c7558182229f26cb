// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using CiSandbox.Areas;

namespace CiSandbox.Settings;

/// <summary>An area that is to listen.</summary>
/// <param name="Area">Which one.</param>
/// <param name="Listen">Where; port 0 for a free one.</param>
/// <param name="Settings">What its server is told.</param>
internal sealed record ListeningArea(Area Area, IPEndPoint Listen, AreaSettings Settings);
