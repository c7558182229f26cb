// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Modules.Http.Addresses;

namespace Modules.Http;

/// <summary>Kinds of failures without an answer, which call for different cures.</summary>
internal enum NoAnswerKind
{
    /// <summary>The name is not known.</summary>
    Name,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>TLS failed.</summary>
    Untrusted,

    /// <summary>The proxy cannot be reached, or does not lead there.</summary>
    Proxy,

    /// <summary>The proxy wants a login.</summary>
    ProxyLogin,

    /// <summary>What came is no whole answer.</summary>
    Broken,

    /// <summary>Nothing came in time.</summary>
    Slow,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Why there was no answer, in words: what failed, and what to check. Said here only.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Reason">What failed, without a full stop.</param>
/// <param name="Advice">What to check, without a full stop; empty where nobody knows.</param>
internal sealed partial record NoAnswer(NoAnswerKind Kind, string Reason, string Advice)
{
    /// <summary>Both, the reason first.</summary>
    public string Why => Advice.Length > 0 ? $"{Reason}. {Advice}" : Reason + ".";

    /// <summary>The advice as the beginning of a message.</summary>
    public string AdviceFirst => Advice.Length == 0 ? "" : Advice.EndsWith('?') ? Advice + " " : Advice + ": ";

    /// <summary>Whether the next try may succeed without anybody changing anything.</summary>
    public bool MayPass => Kind is not (NoAnswerKind.Name or NoAnswerKind.Untrusted or NoAnswerKind.Proxy or NoAnswerKind.ProxyLogin);

    /// <param name="url">What was asked for.</param>
    /// <param name="failure">What was thrown.</param>
    /// <param name="options">What the user set.</param>
    public static NoAnswer Of(Uri url, Exception failure, AddressOptions options) =>
        failure is NoAnswerException { Proxy: { } proxy } unanswered
        ? Through(proxy, unanswered, options)
        : Direct((failure as NoAnswerException)?.Target ?? url, failure, options, "");

    /// <summary>With a proxy the connection is the proxy's: whatever is wrong with it is not the server's fault.</summary>
    private static NoAnswer Through(ProxyRoute proxy, NoAnswerException failure, AddressOptions options)
    {
        var named = $"the proxy {proxy.Name}, which {proxy.Source} names,";
        var check = $"Check {proxy.Source}"
            + (proxy.IsVariable ? $", or name {failure.Target.Host} in no_proxy where no proxy is needed" : "");
        return failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError =>
                new(NoAnswerKind.Proxy, $"the name '{proxy.Address.Host}' of {named} cannot be resolved", check),
            HttpRequestError.ConnectionError => new(NoAnswerKind.Proxy, $"{named} cannot be reached: {Inner(failure)}", check),
            HttpRequestError.ProxyTunnelError when failure.ProxyStatus == HttpStatusCode.ProxyAuthenticationRequired =>
                new(NoAnswerKind.ProxyLogin, $"{named} wants a login (407)", proxy.LoginAdvice),
            HttpRequestError.ProxyTunnelError => new(
                NoAnswerKind.Proxy,
                $"{named} does not lead to "
                    + $"{failure.Target.Host}{(failure.ProxyStatus is { } status ? $" ({(int)status})" : $": {Inner(failure)}")}",
                check),
            HttpRequestError.SecureConnectionError when proxy.Address.Scheme == "https" => new(
                NoAnswerKind.Proxy,
                $"TLS with {named} or with {failure.Target.Host} behind it failed: {Inner(failure)}",
                $"Where the proxy itself is spoken to without TLS, write http:// in {proxy.Source}"),
            _ => Direct(failure.Target, failure, options, $". It was asked through the proxy {proxy.Name} ({proxy.Source})"),
        };
    }

    private static NoAnswer Direct(Uri url, Exception failure, AddressOptions options, string through) =>
        (failure as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError =>
            new(NoAnswerKind.Name, $"the name '{url.Host}' cannot be resolved", $"Check {options.Address} and DNS"),
        HttpRequestError.SecureConnectionError => Untrusted(url, failure, options, through),
        HttpRequestError.ConnectionError when Socket(failure) is { SocketErrorCode: SocketError.ConnectionRefused } =>
            new(NoAnswerKind.Refused, "the connection was refused", options.Refused),
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse => new(
            NoAnswerKind.Broken,
            $"the answer broke off or is not HTTP: {Inner(failure)}{through}",
            url.Scheme == "http"
                ? $"Write https:// in {options.Address} if the server speaks TLS there, and check the port"
                : "Check scheme and port"),
        _ when failure is OperationCanceledException or NoAnswerException { IsTimeout: true } =>
            new(NoAnswerKind.Slow, $"no answer in time{through}", "Is the server overloaded, or a firewall between?"),
        _ when Chain(failure).OfType<AuthenticationException>().Any() => Untrusted(url, failure, options, through),
        _ => new(NoAnswerKind.Other, Inner(failure) + through, ""),
    };

    private static NoAnswer Untrusted(Uri url, Exception failure, AddressOptions options, string through)
    {
        var why = Inner(failure);
        return new(
            NoAnswerKind.Untrusted,
            $"TLS failed: {why}{through}",
            NoTls().IsMatch(why) ? $"Write http:// in {options.Address} if the server speaks no TLS at port {url.Port}; else check the port"
                : $"Check scheme and port, {options.Authorities}, or {options.Validation}");
    }

    private static SocketException? Socket(Exception failure) => Chain(failure).OfType<SocketException>().FirstOrDefault();

    private static string Inner(Exception failure) => Chain(failure).Last().Message.TrimEnd('.');

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    /// <summary>What .NET and OpenSSL say where the other side answers without TLS.</summary>
    [GeneratedRegex("frame size|corrupted frame|wrong version number|packet length too long|http request", RegexOptions.IgnoreCase)]
    private static partial Regex NoTls();
}
