// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Engine;
using Modules.Waiting;

namespace Modules.AuthProxy;

/// <summary>Waits until the proxy answers and its upstreams take the logins, or says which of the two it is and why.</summary>
internal sealed class Readiness(DockerEngine engine, ProxyProbe probe, string container, TimeSpan patience, bool changed)
{
    private const int LogLines = 20;
    private const int HopelessRestarts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="ModuleException">Not ready in time, or never going to be.</exception>
    public async Task WaitAsync(NginxSettings settings, string generation, Invocation run, CancellationToken ct)
    {
        var polling = Polling.For(patience, Polling.Every(Pause));
        foreach (var port in settings.Upstreams.Select(each => each.Upstream.Port).Distinct())
        {
            run.UnderWay = $"wait for the proxy at port {port}";
            _ = await polling.UntilAsync<bool>(stop => LookAtPortAsync(port, generation, stop), ct);
        }

        run.UnderWay = "wait for old workers of the proxy";
        _ = await polling.UntilAsync<bool>(stop => LookAtWorkersAsync(run, stop), ct);
        foreach (var proxied in settings.Upstreams)
        {
            run.UnderWay = $"wait for {proxied.Upstream}";
            _ = await polling.UntilAsync<bool>(stop => LookAtUpstreamAsync(proxied, run, stop), ct);
        }

        run.UnderWay = null;
    }

    private async Task<Look<bool>> LookAtPortAsync(int port, string generation, CancellationToken ct)
    {
        if (await probe.GenerationAsync(port, ct) == generation)
        {
            return new Look<bool>.Found(true);
        }

        var found = await engine.FindContainerAsync(container, ct);
        var status = found?.State?.Status;
        var falls = status == "restarting" && found?.RestartCount >= HopelessRestarts;
        var message = $"The proxy does not answer at {probe.Url(port)}; its container is {status ?? "gone"}"
            + (status == "exited" ? $" with code {found?.State?.ExitCode}." : ".");
        return falls || status is "exited" or "dead" or null
            ? throw await FailureAsync("proxy_down", message, ct)
            : new Look<bool>.NotYet(() => FailureAsync("proxy_down", message, ct));
    }

    /// <summary>Asked after a port has answered with the new configuration: its workers are there by then.</summary>
    private async Task<Look<bool>> LookAtWorkersAsync(Invocation run, CancellationToken ct)
    {
        try
        {
            var old = await Workers.OldAsync(engine, container, ct);
            return old == 0 ? new Look<bool>.Found(true) : new Look<bool>.NotYet(() => FailureAsync(
                "reload_unfinished",
                $"The proxy has reloaded, and {old} of nginx's old workers still accept connections, with the login of before. "
                    + "Give recreate: always to replace the container.",
                ct));
        }
        catch (ModuleException untold)
        {
            _ = run.Warnings.Add(
                "Whether old workers of nginx still accept connections, with the login of before, is not known, since the engine does not "
                    + $"tell the container's processes: {untold.Message}");
            return new Look<bool>.Found(true);
        }
    }

    private async Task<Look<bool>> LookAtUpstreamAsync(NginxUpstream proxied, Invocation run, CancellationToken ct) =>
        await RefusalAsync(proxied, run, ct) switch
        {
            null => new Look<bool>.Found(true),
            { IsFinal: true } refusal => throw await FailureAsync(refusal.Reason, refusal.Message, ct),
            { } refusal => new Look<bool>.NotYet(() => FailureAsync(refusal.Reason, refusal.Message, ct)),
        };

    /// <summary>Null when the upstream takes the login.</summary>
    private async Task<Refusal?> RefusalAsync(NginxUpstream proxied, Invocation run, CancellationToken ct)
    {
        var (upstream, port) = (proxied.Upstream, proxied.Upstream.Port);
        // By its mark the line of the log that belongs to this question is told from older ones.
        var mark = Guid.NewGuid().ToString("N");
        var status = await probe.StatusAsync(port, $"{proxied.ReadyPath}?{mark}", ct);
        switch (status)
        {
            case null:
                return new("proxy_down", $"The proxy stopped answering at {probe.Url(port)}.", false);
            case 502 or 503 or 504:
                var line = (await engine.LogAsync(container, LogLines, ct))
                    .LastOrDefault(
                        line => line.Contains("[error]", StringComparison.Ordinal) && line.Contains(mark, StringComparison.Ordinal))
                        ?? "";
                return UpstreamFault.IsTls(line)
                    ? new(
                        "tls",
                        $"TLS with the upstream {upstream} failed: {UpstreamFault.Words(line)}. Its authority is given with ca_cert.",
                        true)
                    : new(
                        "upstream_unreachable",
                        $"The proxy runs, but cannot reach the upstream {upstream}: {UpstreamFault.Words(line)} (HTTP {status}).",
                        false);
            case >= 500:
                return new("upstream_unreachable", $"The upstream {upstream} answers {upstream.ReadyPath} with HTTP {status}.", false);
            default:
                return upstream.Login is null
                    ? null
                    : Judge(upstream, status.Value, await probe.StatusAsync(port, proxied.StrangerPath, ct), run);
        }
    }

    private static Refusal? Judge(Upstream upstream, int withLogin, int? without, Invocation run)
    {
        if (withLogin == 401 || (withLogin == 403 && without == 403))
        {
            return new("login_refused", $"The upstream {upstream} refuses the login (HTTP {withLogin} for {upstream.ReadyPath}).", true);
        }

        if (without is not (401 or 403))
        {
            _ = run.Warnings.Add(
                $"{upstream} answers {upstream.ReadyPath} without a login, too (HTTP {without}), so whether it takes the login is not "
                    + "known. Give a ready_path that needs it.");
        }

        return null;
    }

    private async Task<ModuleException> FailureAsync(string reason, string message, CancellationToken ct)
    {
        IReadOnlyList<string> log;
        try
        {
            log = await engine.LogAsync(container, LogLines, ct);
        }
        catch (ModuleException)
        {
            log = [];
        }

        return new(log.Count > 0 ? $"{message} The container's last lines:\n{string.Join('\n', log)}" : message)
        {
            Changed = changed,
            Details = new JsonObject { ["reason"] = reason, ["log"] = new JsonArray([.. log.Select(line => (JsonNode?)line)]) },
        };
    }

    private sealed record Refusal(string Reason, string Message, bool IsFinal);
}
