// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Waiting;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Waits until a server that was started answers, or has fallen.</summary>
internal static class Readiness
{
    private const int FewestLooks = 3;
    private const int RestartsAllowed = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="ModuleException">It has fallen, or does not answer in time; the message has what its log tells.</exception>
    public static async Task WaitAsync(Invocation run, DockerEngine engine, string name, CancellationToken ct)
    {
        var patience = TimeSpan.FromSeconds(run.Get(ReadyTimeout));
        var asks = run.Has(Login) && patience > TimeSpan.Zero;
        var looks = 0;
        // Where it answers is not known without login: that it stays up for some looks is all that can be said then.
        var deadline = asks ? DateTimeOffset.UtcNow + patience : DateTimeOffset.MaxValue;
        var polling = new Polling(deadline, Polling.Every(Pause), TimeProvider.System) { PausesFirst = true };
        _ = await polling.UntilAsync<bool>(
            async stop =>
            {
                await RequireUpAsync(engine, name, stop);
                return asks ? await AskAsync(run, engine, name, stop)
                    : looks++ >= FewestLooks ? new Look<bool>.Found(true)
                    : new Look<bool>.NotYet(() => new ModuleException("The server does not stay up."));
            },
            ct);
    }

    private static async Task RequireUpAsync(DockerEngine engine, string name, CancellationToken ct)
    {
        var container = await engine.FindContainerAsync(name, ct);
        if (container is null
            || (ContainerTrouble.HasFallen(container) && container.RestartCount is 0 or > RestartsAllowed))
        {
            throw new ModuleException($"The server does not stay up. {await ContainerTrouble.DescribeAsync(engine, name, ct)}");
        }
    }

    private static async Task<Look<bool>> AskAsync(Invocation run, DockerEngine engine, string name, CancellationToken ct)
    {
        try
        {
            _ = await ServerApi.AskAsync(run, "status/", ct);
            return new Look<bool>.Found(true);
        }
        catch (ModuleException failure) when (Untrusted.Is(failure))
        {
            _ = run.Warnings.Add($"The server answers, and login does not trust its certificate: {failure.Message}");
            return new Look<bool>.Found(true);
        }
        catch (ModuleException failure)
        {
            return new Look<bool>.NotYet(async () => new ModuleException(
                $"The server does not answer within {run.Get(ReadyTimeout)} s: {failure.Message} "
                    + await ContainerTrouble.DescribeAsync(engine, name, ct)));
        }
    }
}
