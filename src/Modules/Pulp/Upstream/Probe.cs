// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using Modules.Http;
using Modules.Http.Addresses;

namespace Modules.Pulp.Upstream;

/// <summary>Asks for the file that a sync would begin with, with the remote's login, proxy and trust.</summary>
/// <param name="Remote">What the item says of its upstream.</param>
/// <param name="Target">The file.</param>
/// <param name="Others">What Pulp would take in its place.</param>
internal sealed record Probe(UpstreamRemote Remote, Uri Target, IReadOnlyList<Uri> Others)
{
    private const int MirrorListRead = 65536;

    private static readonly AddressOptions Options =
        new("url", "ca_cert and client_cert", "tls_validation", "Is the upstream running, and is the port in url right?");

    /// <summary>What to say where the upstream is fine but for this path.</summary>
    public string MissingAlone =>
        $"Check {Place}: {Host} answers 404 for it, and gives others what they ask for; the login is not to blame.";

    private string Login => Remote.Item.Names.OfItem("remote_username", "remote_password");

    /// <summary>What names the content there.</summary>
    private string Place => Remote.Kind switch
    {
        "rpm" or "deb" => $"the path {Target.AbsolutePath} and the snapshot version in it",
        "container" => $"the image's name '{Remote.ImageName}'",
        _ => $"the path {Target.AbsolutePath}",
    };

    private string Host => Target.GetLeftPart(UriPartial.Authority);

    private bool HasLogin => Remote.Key.Username is { Length: > 0 };

    /// <summary>Null for plugins without such a file.</summary>
    public static Probe? Of(UpstreamRemote remote) =>
        remote.Forms is [var target, ..] ? new Probe(remote, target, [.. remote.Forms.Skip(1)]) : null;

    public async Task<ProbeAnswer> AskAsync(CancellationToken ct)
    {
        var answer = await AskAsync(Target, ct);
        foreach (var other in answer.Kind == ProbeKind.Missing ? Others : [])
        {
            if (await AskAsync(other, ct) is { Kind: ProbeKind.Fine } fine)
            {
                return fine;
            }
        }

        return answer;
    }

    private async Task<ProbeAnswer> AskAsync(Uri target, CancellationToken ct)
    {
        try
        {
            using var upstream = UpstreamClient.For(Remote);
            using var response = await upstream.SendAsync(HttpMethod.Get, target, ct);
            if (response.IsSuccessStatusCode && Remote.Kind == "rpm" && target != Target && !await IsMirrorListAsync(response, ct))
            {
                return new(ProbeKind.Missing, "");
            }

            return upstream.KeptLoginBack && response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new(
                    ProbeKind.Unreachable,
                    $"Give {response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority)} in url where it is meant: "
                        + $"{Host} leads there, which is not given the login for {Host} from here and answers {(int)response.StatusCode}.")
                : Classify(response);
        }
        catch (ModuleException failure)
        {
            return new(ProbeKind.Untrusted, failure.Message);
        }
        catch (Exception failure) when (
            failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Classify(NoAnswer.Of(target, failure, Options));
        }
    }

    /// <summary>Whether a text names addresses, one a line, instead of being a page.</summary>
    private static async Task<bool> IsMirrorListAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        return text[..Math.Min(text.Length, MirrorListRead)].Split('\n').Any(line =>
            Uri.TryCreate(line.Trim(), UriKind.Absolute, out var mirror) && mirror.Scheme is "http" or "https");
    }

    private ProbeAnswer Classify(HttpResponseMessage response) => response.StatusCode switch
    {
        var status when (int)status is >= 200 and < 400 => new(ProbeKind.Fine, ""),
        HttpStatusCode.Unauthorized => new(ProbeKind.LoginRefused, HasLogin
            ? $"Check {Login}: {Host} refused the login (401)."
            : $"Set {Login}: {Host} wants a login (401), and there is none."),
        HttpStatusCode.Forbidden => HasLogin
            ? new(ProbeKind.NotAllowed, $"Check the account's permissions at {Host}, or {Login}: it may not read there (403).")
            : new(ProbeKind.LoginMissing, $"Set {Login}: {Host} wants a login (403), and there is none."),
        HttpStatusCode.ProxyAuthenticationRequired when response.RequestMessage!.Options.TryGetValue(ProxyRoute.Taken, out var proxy)
            && proxy is not null =>
            new(ProbeKind.ProxyRefused, $"{proxy.LoginAdvice}: the proxy {proxy.Name}, which {proxy.Source} names, wants a login (407)."),
        HttpStatusCode.NotFound => new(ProbeKind.Missing, probe => HasLogin
            ? $"Check {Login} first, then {probe.Place}: {Host} answers 404, which a Pulp's content guard also says to a wrong login."
            : $"Set {Login} where {Host} needs a login, else check {probe.Place}: it answers 404, and there is no login."),
        HttpStatusCode.BadRequest when Target.Scheme == "http" => new(
            ProbeKind.Troubled,
            probe => $"Write https:// in url if {Host} speaks TLS: it answers 400 for paths such as {probe.Target.AbsolutePath}."),
        var status => new(
            ProbeKind.Troubled,
            probe => $"See the log of {Host}, or try later: it answers {(int)status} for paths such as {probe.Target.AbsolutePath}."),
    };

    private ProbeAnswer Classify(NoAnswer answer) => answer.Kind switch
    {
        NoAnswerKind.Untrusted => new(ProbeKind.Untrusted, $"{answer.AdviceFirst}{Host} is not trusted, {answer.Reason}."),
        NoAnswerKind.Proxy or NoAnswerKind.ProxyLogin => new(ProbeKind.ProxyRefused, $"{answer.AdviceFirst}{answer.Reason}."),
        _ => new(ProbeKind.Unreachable, $"{answer.AdviceFirst}{Host} cannot be reached: {answer.Reason}."),
    };
}
