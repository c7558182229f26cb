// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Converge;

/// <summary>Which releases of a part of the server know something.</summary>
/// <param name="Component">The part, as the server's status calls it.</param>
/// <param name="Since">The first; null for one older than any that is supported.</param>
/// <param name="Until">The first for which it has no effect any more; null while it has.</param>
internal sealed record Releases(string Component, Version? Since, Version? Until = null)
{
    /// <summary>The package that brings the part.</summary>
    public string Package => Component == "core" ? "pulpcore" : $"pulp_{Component}";
}
