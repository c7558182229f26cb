// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Modules.Checks;
using Modules.Http;
using Modules.Http.Addresses;

namespace Modules.Builder.Preflight;

/// <summary>A server that answers over HTTP, and the login that it has to take.</summary>
/// <param name="What">As the check names it.</param>
/// <param name="Address">What is asked for.</param>
/// <param name="Option">The option the address comes from, which the advice names.</param>
internal sealed record AskedServer(string What, Uri Address, string Option)
{
    /// <summary>Who logs in; null for nobody.</summary>
    public string? Username { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>Whether it is a proxy that adds its own login.</summary>
    public bool BringsLogin { get; init; }

    /// <summary>Whether an answer means that the login is taken.</summary>
    public bool TakesLogin { get; init; }

    /// <summary>What is asked for where the address is closed to everybody (403), as the REST API behind our proxy; null for
    /// nothing.</summary>
    public Uri? WhereClosed { get; init; }
}

/// <summary>Pulp and the proxy in front of it.</summary>
internal static class ServerChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
            return answer.StatusCode == HttpStatusCode.Forbidden && server.WhereClosed is { } open
                ? await AskAsync(server with { Address = open, WhereClosed = null, TakesLogin = false }, ct)
                : Judge(server, answer.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TooSlow(server);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            var options = new AddressOptions(server.Option, "the authorities this host trusts", "SSL_CERT_FILE", "Is it running there");
            var why = NoAnswer.Of(server.Address, failure, options);
            return Check.NotOk(server.What, $"{server.Address}: {why.Reason}", Sentence(why.Advice));
        }
    }

    /// <summary>It may be the way there, or the server; neither can be told from here.</summary>
    internal static Check TooSlow(AskedServer server) => Check.Unknown(
        server.What,
        $"{server.Address} does not answer in {Patience.TotalSeconds:0} s",
        "See its load, and what lies between, and run this again.");

    private static Check Judge(AskedServer server, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Refused(server),
        >= HttpStatusCode.InternalServerError => Check.NotOk(
            server.What, $"{server.Address} answers {(int)status}", "See its log, and run this again."),
        HttpStatusCode.NotFound => Check.NotOk(server.What, $"{server.Address} is not there (404)", $"Check {server.Option}."),
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Check.Ok(
            server.What, server.TakesLogin ? $"{server.Address} takes the login" : $"{server.Address} answers"),
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => Check.Unknown(
            server.What, $"{server.Address} answers {(int)status}", "Wait a little, and run this again."),
        _ => Check.NotOk(server.What, $"{server.Address} answers {(int)status}", $"Check that {server.Option} is a Pulp server's address."),
    };

    private static string Sentence(string advice) => advice is "" or [.., '?'] ? advice : $"{advice}.";

    private static Check Refused(AskedServer server) => server switch
    {
        { BringsLogin: true } => Check.NotOk(
            server.What, $"{server.Address} is refused to the login that the proxy brings", "Deploy the proxy again with another login."),
        { Username: null } => Check.NotOk(
            server.What, $"{server.Address} asks for a login", $"Give the login beside {server.Option}."),
        _ => Check.NotOk(
            server.What, $"{server.Address} refuses the login of '{server.Username}'", $"Check the login beside {server.Option}."),
    };

    private static IReadOnlyList<KeyValuePair<string, string>> Login(AskedServer server) => server.Username is { } username
        ? [new("Authorization", new AuthenticationHeaderValue("Basic", Basic(username, server.Password)).ToString())]
        : [];

    private static string Basic(string username, string? password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"));
}
