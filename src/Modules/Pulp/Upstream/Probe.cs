using System.Net;
using System.Security.Authentication;
using ModuleHost;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>Asks for the file that a sync of an item would begin with, with the item's login, proxy and trust.</summary>
/// <param name="Item">The item.</param>
/// <param name="Target">The file.</param>
internal sealed record Probe(Item Item, Uri Target)
{
    private const string Variables = "remote_username and remote_password (in kayobe-config stackhpc_release_pulp_username and stackhpc_release_pulp_password)";

    /// <summary>What to say where the upstream is fine but for this path.</summary>
    public string MissingAlone => $"{Host} answers 404 for {Target.AbsolutePath}, and gives others what they ask for: the login is not to blame. Check the path and the snapshot version in it.";

    private string Host => Target.GetLeftPart(UriPartial.Authority);

    private bool HasLogin => Item.Text("remote_username") is { Length: > 0 };

    /// <summary>Null for plugins without such a file.</summary>
    public static Probe? Of(Item item) => UpstreamPaths.First(item) is { } target ? new Probe(item, target) : null;

    public async Task<ProbeAnswer> AskAsync(CancellationToken ct)
    {
        try
        {
            using var upstream = UpstreamClient.For(Item);
            using var response = await upstream.SendAsync(HttpMethod.Get, Target, ct);
            return Classify(response.StatusCode);
        }
        catch (ModuleException failure)
        {
            return new(ProbeKind.Untrusted, failure.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(ProbeKind.Unreachable, $"{Host} does not answer in time. Check url, proxy_url and the network.");
        }
        catch (HttpRequestException failure)
        {
            return Classify(failure);
        }
    }

    private ProbeAnswer Classify(HttpStatusCode status) => status switch
    {
        _ when (int)status is >= 200 and < 400 => new(ProbeKind.Fine, ""),
        HttpStatusCode.Unauthorized => new(ProbeKind.LoginRefused, HasLogin
            ? $"login refused by {Host} (401). Check {Variables}."
            : $"{Host} wants a login (401), and there is none. Set {Variables}."),
        HttpStatusCode.Forbidden => new(ProbeKind.NotAllowed, HasLogin
            ? $"{Host} does not allow this account to read (403). Check its permissions there, or {Variables}."
            : $"{Host} wants a login (403), and there is none. Set {Variables}."),
        HttpStatusCode.ProxyAuthenticationRequired => new(ProbeKind.ProxyRefused, "the proxy wants a login (407). Check proxy_username and proxy_password."),
        HttpStatusCode.NotFound => new(ProbeKind.Missing, HasLogin
            ? $"{Host} answers 404, which a Pulp's content guard also says to a wrong login. Check {Variables} first, then the path {Target.AbsolutePath} and the snapshot version in it."
            : $"{Host} answers 404 for {Target.AbsolutePath}, and there is no login. Where it needs one, set {Variables}; else check the path and the snapshot version in it."),
        _ => new(ProbeKind.Troubled, $"{Host} answers {(int)status} for {Target.AbsolutePath}. See the log there, or try later."),
    };

    private ProbeAnswer Classify(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => Untrusted(failure),
        HttpRequestError.ProxyTunnelError when failure.StatusCode == HttpStatusCode.ProxyAuthenticationRequired || failure.Message.Contains("407", StringComparison.Ordinal) =>
            new(ProbeKind.ProxyRefused, "the proxy wants a login (407). Check proxy_username and proxy_password."),
        HttpRequestError.ProxyTunnelError => new(ProbeKind.ProxyRefused, $"the proxy does not lead to {Host}. Check proxy_url."),
        HttpRequestError.NameResolutionError => new(ProbeKind.Unreachable, $"the name of {Host} cannot be resolved. Check url, or proxy_url and DNS."),
        _ when failure.InnerException is AuthenticationException => Untrusted(failure),
        _ => new(ProbeKind.Unreachable, $"{Host} cannot be reached ({failure.InnerException?.Message ?? failure.Message}). Check url, proxy_url and the network."),
    };

    private ProbeAnswer Untrusted(HttpRequestException failure) => new(
        ProbeKind.Untrusted, $"{Host} is not trusted ({failure.InnerException?.Message ?? failure.Message}). Check ca_cert, client_cert and tls_validation.");
}
