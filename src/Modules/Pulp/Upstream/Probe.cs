using System.Net;
using ModuleHost;
using Modules.Http;
using Modules.Http.Addresses;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>Asks for the file that a sync of an item would begin with, with the item's login, proxy and trust.</summary>
/// <param name="Item">The item.</param>
/// <param name="Target">The file.</param>
/// <param name="Others">What Pulp would take in its place.</param>
internal sealed record Probe(Item Item, Uri Target, IReadOnlyList<Uri> Others)
{
    private const int MirrorListRead = 65536;

    private const string Variables =
        "remote_username and remote_password (in kayobe-config stackhpc_release_pulp_username and stackhpc_release_pulp_password)";

    private static readonly AddressOptions Options =
        new("url, or proxy_url,", "ca_cert and client_cert", "tls_validation", "Is the port right?");

    /// <summary>What to say where the upstream is fine but for this path.</summary>
    public string MissingAlone =>
        $"{Host} answers 404 for {Target.AbsolutePath}, and gives others what they ask for: the login is not to blame. "
            + "Check the path and the snapshot version in it.";

    private string Host => Target.GetLeftPart(UriPartial.Authority);

    private bool HasLogin => Item.Text("remote_username") is { Length: > 0 };

    /// <summary>Null for plugins without such a file.</summary>
    public static Probe? Of(Item item) =>
        UpstreamPaths.Forms(item) is [var target, .. var others] ? new Probe(item, target, others) : null;

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
            using var upstream = UpstreamClient.For(Item);
            using var response = await upstream.SendAsync(HttpMethod.Get, target, ct);
            if (response.IsSuccessStatusCode && Item.Family.Name == "rpm" && target != Target && !await IsMirrorListAsync(response, ct))
            {
                return new(ProbeKind.Missing, "");
            }

            return upstream.KeptLoginBack && response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new(
                    ProbeKind.Unreachable,
                    $"{Host} leads to {response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority)}, "
                        + $"which is not given the login for {Host} from here and answers {(int)response.StatusCode}. "
                        + "Give that address in url where it is meant.")
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
            ? $"login refused by {Host} (401). Check {Variables}."
            : $"{Host} wants a login (401), and there is none. Set {Variables}."),
        HttpStatusCode.Forbidden => HasLogin
            ? new(ProbeKind.NotAllowed, $"{Host} does not allow this account to read (403). Check its permissions there, or {Variables}.")
            : new(ProbeKind.LoginMissing, $"{Host} wants a login (403), and there is none. Set {Variables}."),
        HttpStatusCode.ProxyAuthenticationRequired when response.RequestMessage!.Options.TryGetValue(ProxyRoute.Taken, out var proxy)
            && proxy is not null =>
            new(ProbeKind.ProxyRefused, $"the proxy {proxy.Name}, which {proxy.Source} names, wants a login (407). {proxy.LoginAdvice}."),
        HttpStatusCode.NotFound => new(ProbeKind.Missing, HasLogin
            ? $"{Host} answers 404, which a Pulp's content guard also says to a wrong login. "
                + $"Check {Variables} first, then the path {Target.AbsolutePath} and the snapshot version in it."
            : $"{Host} answers 404 for {Target.AbsolutePath}, and there is no login. Where it needs one, set {Variables}; "
                + "else check the path and the snapshot version in it."),
        var status => new(ProbeKind.Troubled, $"{Host} answers {(int)status} for {Target.AbsolutePath}. See the log there, or try later."),
    };

    private ProbeAnswer Classify(NoAnswer answer) => answer.Kind switch
    {
        NoAnswerKind.Untrusted => new(ProbeKind.Untrusted, $"{Host} is not trusted. {answer.Why}."),
        NoAnswerKind.Proxy or NoAnswerKind.ProxyLogin => new(ProbeKind.ProxyRefused, answer.Why + "."),
        _ => new(
            ProbeKind.Unreachable,
            $"{Host} cannot be reached: {answer.Why.TrimEnd('.', '?')}{(answer.Kind == NoAnswerKind.Slow ? "?" : ".")}"),
    };
}
