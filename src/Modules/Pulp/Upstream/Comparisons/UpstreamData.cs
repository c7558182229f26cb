// SPDX-License-Identifier: GPL-3.0-or-later
using System.Xml;
using ModuleHost;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>
/// The border behind which all is an upstream's: what cannot be read there is its fault, and fails the item that asks for it.
/// </summary>
internal static class UpstreamData
{
    /// <param name="what">What is read, as the message begins.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ModuleException">It cannot be read.</exception>
    public static async Task<T> GuardAsync<T>(string what, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception odd) when (odd is XmlException or InvalidDataException)
        {
            throw new ModuleException($"{what} cannot be read, which is the upstream's fault: {odd.Message}", odd);
        }
    }
}
