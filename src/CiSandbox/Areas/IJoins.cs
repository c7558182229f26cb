// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.Areas;

/// <summary>A server that belongs to one that was named before it.</summary>
internal interface IJoins
{
    /// <summary>Told of all before it.</summary>
    /// <exception cref="FormatException">None of them is the one it belongs to.</exception>
    void Join(IEnumerable<IAreaServer> before);
}
