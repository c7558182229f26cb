// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Docker.DotNet.Models;
using Modules.Containers.Engine;

namespace Modules.Warp.Running;

/// <summary>Staying with a container until it ends.</summary>
/// <param name="engine">Its engine.</param>
/// <param name="id">The container.</param>
internal sealed class Following(DockerEngine engine, string id)
{
    /// <summary>Copies what it says, from its first word on, and tells how it ended.</summary>
    public async Task<long> EndAsync(RunLog log, CancellationToken ct)
    {
        try
        {
            await engine.AskAsync(async client =>
            {
                var wanted = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Follow = true };
                using var said = await client.Containers.GetContainerLogsAsync(id, wanted, ct);
                var buffer = new byte[1 << 16];
                while (await said.ReadOutputAsync(buffer, 0, buffer.Length, ct) is { EOF: false } read)
                {
                    log.Add(buffer.AsSpan(0, read.Count));
                }

                return true;
            });
        }
        catch (IOException) when (!ct.IsCancellationRequested)
        {
            log.Add("\n(the engine broke off here; 'docker logs' may know more)\n"u8);
        }

        log.Finish();
        return (await engine.AskAsync(client => client.Containers.WaitContainerAsync(id, ct))).StatusCode;
    }

    /// <summary>What a code of the engine's or of a signal's means; empty for the program's own.</summary>
    public async Task<string> MeaningAsync(long code, CancellationToken ct) =>
        (await engine.FindContainerAsync(id, ct))?.State?.OOMKilled == true ? " It had no more memory: give MEM (memory) more."
        : code > 128 ? string.Create(CultureInfo.InvariantCulture, $" Signal {code - 128} ended it.")
        : "";
}
