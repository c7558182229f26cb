// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace Sandbox.Json;

/// <summary>Timestamps as Pulp writes them: UTC, microseconds.</summary>
internal static class Clock
{
    public static string Show(DateTime when) => when.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string? Show(DateTime? when) => when is { } known ? Show(known) : null;
}
