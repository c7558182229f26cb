// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.AuthProxy;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Engine;
using Modules.Tests.Infra;

namespace Modules.Tests.AuthProxy;

/// <summary>A reload is done when no old worker accepts connections any more.</summary>
public sealed class WorkersTests
{
    private const string Old = "nginx: worker process";
    private const string Leaving = "nginx: worker process is shutting down";

    [Theory]
    [InlineData(0, Old, Old)]
    [InlineData(2, Old, Old, Old, Old)]
    [InlineData(1, Old, Leaving, Old, Old)]
    [InlineData(0, Old, Leaving, Old, Leaving)]
    [InlineData(0, Old)]
    public async Task Old_workers_are_those_that_do_not_shut_down(int old, params string[] workers)
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string> { ["GET /containers/proxy/top"] = Top(workers) });
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);

        Assert.Equal(old, await Workers.OldAsync(engine, "proxy", CancellationToken.None));
    }

    [Theory]
    [InlineData("""500 {"message":"no ps"}""", "is not known, since the engine does not tell the container's processes:", null, 60)]
    [InlineData(null, null, "still accept connections, with the login of before. Give recreate: always", 5)]
    public async Task The_module_says_that_it_did_not_happen(string? top, string? warned, string? failed, int patience)
    {
        using var proxy = new AnyProxy("g1");
        using var scripted = new ScriptedEngine(new Dictionary<string, string>
        {
            ["GET /containers/proxy/top"] = top ?? Top([Old, Old, Old]),
            ["GET /containers/proxy/json"] = """{"Id":"1","State":{"Status":"running"}}""",
            ["GET /containers/proxy/logs"] = "",
        });
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);
        using var probe = new ProxyProbe(IPAddress.Loopback);
        var run = new ModuleHost.Invocation(new ModuleHost.ArgumentValues([]), CheckMode: false, DiffMode: false, new ModuleHost.Secrets.Redactor());
        var readiness = new Readiness(engine, probe, "proxy", TimeSpan.FromSeconds(patience), changed: true);

        var failure = await Record.ExceptionAsync(() => readiness.WaitAsync(proxy.Settings, "g1", run, CancellationToken.None));

        Assert.Equal(failed is not null, failure is not null);
        Assert.Contains(failed ?? "", failure?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(warned is not null, run.Warnings.Any(each => each.Contains(warned ?? "?", StringComparison.Ordinal)));
    }

    private static string Top(string[] workers) =>
        $$"""{"Titles":["UID","CMD"],"Processes":[["root","nginx: master process nginx"],{{string.Join(',', workers.Select(each => $"""["101","{each}"]"""))}}]}""";

    /// <summary>Answers as the proxy does that has a generation of the configuration.</summary>
    private sealed class AnyProxy : IDisposable
    {
        private readonly HttpListener _listener;

        public AnyProxy(string generation)
        {
            (_listener, var address) = LocalListener.Start();
            var upstream = new Upstream(new("http://u.example"), null, "", new Uri(address).Port, [], null, false, "/");
            Settings = new NginxSettings(null, [], [], [new NginxUpstream(0, upstream, null)]);
            _ = Task.Run(() => ServeAsync(generation));
        }

        public NginxSettings Settings { get; }

        public void Dispose() => _listener.Close();

        private async Task ServeAsync(string generation)
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    context.Response.AddHeader(ProbePaths.GenerationHeader, generation);
                    context.Response.StatusCode = 204;
                    context.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
