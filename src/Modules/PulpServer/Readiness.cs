using ModuleHost;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Pulp.Session;
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
        var patience = run.Get(ReadyTimeout);
        var end = DateTimeOffset.UtcNow.AddSeconds(patience);
        var cause = "";
        for (var looks = 0; ; looks++)
        {
            await Task.Delay(Pause, ct);
            var container = await engine.FindContainerAsync(name, ct);
            if (container is null
                || (ContainerTrouble.HasFallen(container) && (long?)container["RestartCount"] is null or 0 or > RestartsAllowed))
            {
                throw new ModuleException($"The server does not stay up. {await ContainerTrouble.DescribeAsync(engine, name, ct)}");
            }

            if (run.Get(Login) is not { } login || patience == 0)
            {
                if (looks >= FewestLooks)
                {
                    return; // where it answers is not known: it stays up, and that is all that can be said
                }
            }
            else
            {
                try
                {
                    using var pulp = Connection.Open(run with { Values = login });
                    _ = await pulp.Api.GetAsync("status/", ct);
                    return;
                }
                catch (ModuleException failure) when (Untrusted.Is(failure))
                {
                    _ = run.Warnings.Add($"The server answers, and login does not trust its certificate: {failure.Message}");
                    return;
                }
                catch (ModuleException failure)
                {
                    cause = failure.Message;
                }
            }

            if (DateTimeOffset.UtcNow >= end)
            {
                throw new ModuleException(
                    $"The server does not answer within {patience} s: {cause} {await ContainerTrouble.DescribeAsync(engine, name, ct)}");
            }
        }
    }
}
