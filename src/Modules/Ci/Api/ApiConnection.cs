// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Cryptography;
using Modules.Http;
using Modules.Http.Addresses;

namespace Modules.Ci.Api;

/// <summary>What every module that calls a server's API takes beside its address and login, and the client they make.</summary>
internal static class ApiConnection
{
    public static readonly Argument<bool> ValidateCertificates = Argument.Flag("validate_certs", otherwise: true);
    public static readonly Argument<string?> Authorities = Argument.Text("ca_cert");
    public static readonly Argument<long> RequestTimeout = Argument.Seconds("request_timeout", otherwise: 60) with { Minimum = 1 };

    /// <summary>In the order of the documentation.</summary>
    public static readonly IReadOnlyList<Argument> Arguments = [ValidateCertificates, Authorities, RequestTimeout];

    private const int Attempts = 4;

    /// <summary>Opens a client. What is a login in the headers goes to the address's origin and nowhere else.</summary>
    /// <param name="run">The call.</param>
    /// <param name="address">The server, with the path its API begins below.</param>
    /// <param name="server">How messages speak of it.</param>
    /// <param name="headers">Those of each request: the token.</param>
    /// <param name="authorities">The variable that names authorities where the argument does not; null for none.</param>
    /// <param name="attempts">How often a question is sent that may be answered the second time.</param>
    /// <param name="handler">A handler of the kind's own.</param>
    public static ApiClient Open(
        Invocation run,
        Uri address,
        ApiServer server,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string? authorities = null,
        int attempts = Attempts,
        DelegatingHandler? handler = null)
    {
        OpenSsl.Require(address);
        var (source, trusted) = run.Get(Authorities) is { Length: > 0 } own ? (Authorities.Name, own)
            : authorities is not null && Environment.GetEnvironmentVariable(authorities) is { Length: > 0 } named ? (authorities, named)
            : (Authorities.Name, null);
        var settings = new HttpSettings(address)
        {
            Trust = Trust.Options(run.Get(ValidateCertificates), trusted, source),
            Proxies = Proxies.FromEnvironment(),
            Headers = headers,
            Login = handler,
            Attempts = attempts,
            ReadsWhole = true,
            AnswerTimeout = TimeSpan.FromSeconds(run.Get(RequestTimeout)),
        };
        return new ApiClient(HttpClients.Open(settings), server, run);
    }

    /// <summary>A login, or what else of the user's stands in a header, which takes no other letters than these.</summary>
    /// <exception cref="ModuleException">It has others, or is empty.</exception>
    public static string HeaderText(Argument argument, string value) =>
        value.Trim() is { Length: > 0 } text && text.All(letter => letter is >= ' ' and <= '~')
            ? text
            : throw new ModuleException(
                $"Give one line of text in {argument.Name}, of ASCII letters only: it is empty, or has line breaks or other letters.");

    /// <summary>A server's address out of an argument.</summary>
    /// <exception cref="ModuleException">It is none, or holds a login.</exception>
    public static Uri Address(string argument, string text, string example)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            throw new ModuleException(
                $"Give scheme, host and port in {argument}, like {example}: '{text[(text.LastIndexOf('@') + 1)..]}' is no URL.");
        }

        return url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            ? new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : throw new ModuleException(
                $"Give {argument} without a login, a query or a fragment, like {example}: a URL ends up in logs.");
    }
}
