// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ModuleHost;
using Modules.Checks;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Http.Addresses;

namespace Modules.Builder.Preflight;

/// <summary>A server that answers over HTTP, and the login that it has to take.</summary>
/// <param name="What">As the check names it.</param>
/// <param name="Address">What is asked for.</param>
/// <param name="Option">The option the address comes from, which the advice names.</param>
/// <param name="Username">Who logs in; null for nobody.</param>
/// <param name="Password">The password.</param>
internal sealed record AskedServer(string What, Uri Address, string Option, string? Username, string? Password);

/// <summary>The engine, the registry, Pulp and the proxy.</summary>
internal static class ServiceChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The engine, its bridge network, and the login to the registry that it will push to.</summary>
    public static async Task<IReadOnlyList<Check>> EngineAsync(EngineAddress address, WantedRegistry? registry, CancellationToken ct)
    {
        DockerEngine engine;
        try
        {
            engine = await DockerEngine.ConnectAsync(address, ct);
        }
        catch (ModuleException failure)
        {
            const string seen = "there is no engine that could be asked";
            return
            [
                Missing(failure),
                Check.Unknown("engine's network", seen),
                .. registry is null ? Array.Empty<Check>() : [Check.Unknown("registry", seen)],
            ];
        }

        using (engine)
        {
            return
            [
                Check.Ok("engine", $"{engine.Version.Name} {engine.Version.Version} answers"),
                await BridgeAsync(engine, ct),
                .. registry is null ? Array.Empty<Check>() : [await LoginAsync(engine, registry, ct)],
            ];
        }
    }

    /// <summary>An engine that does not answer; whether there is one cannot be told by a user who may not ask.</summary>
    internal static Check Missing(ModuleException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.AccessDenied })
            {
                const string asWhom = "Run the check as root, or as a member of the engine's group.";
                return Check.Unknown("engine", failure.Message.TrimEnd('.'), asWhom);
            }
        }

        var advice = "Let kayobe's host configure install an engine, or give docker_host.";
        return Check.NotOk("engine", failure.Message.TrimEnd('.'), advice) with { DoneByPlaybook = true };
    }

    /// <summary>Without it, builds run on the host's network: both are fine, and the proxy has to know.</summary>
    private static async Task<Check> BridgeAsync(DockerEngine engine, CancellationToken ct)
    {
        var networks = await engine.NetworksAsync(ct);
        return Check.Ok("engine's network", networks.Any(network => network.Name == "bridge")
            ? "it has a bridge network"
            : "it has no bridge network, so builds use the host's");
    }

    private static async Task<Check> LoginAsync(DockerEngine engine, WantedRegistry registry, CancellationToken ct)
    {
        const string what = "registry";
        try
        {
            await engine.LogInAsync(registry.Name, registry.Username, registry.Password, ct);
            return Check.Ok(what, $"{registry.Name} takes the login of '{registry.Username}'");
        }
        catch (ModuleException failure)
        {
            return Check.NotOk(what, failure.Message.TrimEnd('.'), "Check registry, registry_username and registry_password.");
        }
    }

    /// <summary>Whether a server answers, and takes the login.</summary>
    public static async Task<Check> AskAsync(AskedServer server, CancellationToken ct)
    {
        using var http = HttpClients.Open(new HttpSettings(server.Address)
        {
            Proxies = Proxies.FromEnvironment(),
            Headers = Login(server),
            AnswerTimeout = Patience,
        });
        try
        {
            using var answer = await http.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead, ct);
            return Judge(server, answer.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TooSlow(server);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            var options = new AddressOptions(server.Option, "the authorities this host trusts", "SSL_CERT_FILE", "Is it running there");
            return Check.NotOk(server.What, NoAnswer.Of(server.Address, failure, options).Why);
        }
    }

    /// <summary>It may be the way there, or the server; neither can be told from here.</summary>
    internal static Check TooSlow(AskedServer server) => Check.Unknown(
        server.What,
        $"{server.Address} does not answer in {Patience.TotalSeconds:0} s",
        "See its load, and what lies between, and run this again.");

    private static Check Judge(AskedServer server, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when server.Username is null => Check.NotOk(
            server.What, $"{server.Address} asks for a login", $"Give the login beside {server.Option}."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Check.NotOk(
            server.What, $"{server.Address} refuses the login of '{server.Username}'", $"Check the login beside {server.Option}."),
        >= HttpStatusCode.InternalServerError => Check.NotOk(
            server.What, $"{server.Address} answers {(int)status}", "See its log, and run this again."),
        HttpStatusCode.NotFound => Check.NotOk(server.What, $"{server.Address} is not there (404)", $"Check {server.Option}."),
        _ => Check.Ok(server.What, server.Username is null ? $"{server.Address} answers" : $"{server.Address} takes the login"),
    };

    private static IReadOnlyList<KeyValuePair<string, string>> Login(AskedServer server) => server.Username is { } username
        ? [new("Authorization", new AuthenticationHeaderValue("Basic", Basic(username, server.Password)).ToString())]
        : [];

    private static string Basic(string username, string? password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"));
}
