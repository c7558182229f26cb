// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Docker.DotNet;

namespace Modules.Containers.Engine;

/// <summary>What a container or a command in it said, on both its outputs in the order it came.</summary>
internal static class Spoken
{
    public static async Task<IReadOnlyList<string>> LinesAsync(MultiplexedStream stream, CancellationToken ct)
    {
        using var said = new MemoryStream();
        try
        {
            await stream.CopyOutputToAsync(Stream.Null, said, said, ct);
        }
        catch (IOException) when (!ct.IsCancellationRequested)
        {
            // It broke off: what came is told.
        }

        return Encoding.UTF8.GetString(said.GetBuffer().AsSpan(0, (int)said.Length))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
