// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Waiting;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Waits until a server that was started answers, or has fallen.</summary>
/// <param name="run">What the playbook says of it.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="name">The name of its container.</param>
/// <param name="pause">Between two looks.</param>
internal sealed class Readiness(Invocation run, DockerEngine engine, string name, TimeSpan pause)
{
    private const int FewestLooks = 3;
    private const int RestartsAllowed = 2;

    /// <exception cref="ModuleException">It has fallen, or does not answer in time; the message has what its log tells.</exception>
    public async Task WaitAsync(CancellationToken ct)
    {
        var patience = TimeSpan.FromSeconds(run.Get(ReadyTimeout));
        if (!run.Has(Login) || patience <= TimeSpan.Zero)
        {
            // Where it answers is not known without login: that it stays up for some looks is all that can be said then.
            await StaysUpAsync(ct);
            return;
        }

        var polling = new Polling(DateTimeOffset.UtcNow + patience, Polling.Every(pause), TimeProvider.System) { PausesFirst = true };
        _ = await polling.UntilAsync<bool>(
            async stop =>
            {
                await RequireUpAsync(stop);
                return await AskAsync(stop);
            },
            ct);
    }

    /// <summary>Looks for a while whether it runs, wherever it answers.</summary>
    /// <exception cref="ModuleException">It has fallen; the message has what its log tells.</exception>
    public async Task StaysUpAsync(CancellationToken ct)
    {
        var looks = 0;
        var polling = new Polling(DateTimeOffset.MaxValue, Polling.Every(pause), TimeProvider.System) { PausesFirst = true };
        _ = await polling.UntilAsync<bool>(
            async stop =>
            {
                await RequireUpAsync(stop);
                return looks++ >= FewestLooks
                    ? new Look<bool>.Found(true)
                    : new Look<bool>.NotYet(() => new ModuleException("The server does not stay up."));
            },
            ct);
    }

    private async Task RequireUpAsync(CancellationToken ct)
    {
        var container = await engine.FindContainerAsync(name, ct);
        if (container is null
            || (ContainerTrouble.HasFallen(container) && container.RestartCount is 0 or > RestartsAllowed))
        {
            throw new ModuleException($"The server does not stay up. {await ContainerTrouble.DescribeAsync(engine, name, ct)}");
        }
    }

    private async Task<Look<bool>> AskAsync(CancellationToken ct)
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
