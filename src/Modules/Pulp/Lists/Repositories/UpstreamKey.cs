using ModuleHost;
using ModuleHost.Secrets;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>What syncs have in common that fail or succeed together: where they go, how they get there, and what proves who asks.</summary>
/// <param name="Family">The kind of repository.</param>
/// <param name="Origin">Scheme, host and port.</param>
internal sealed record UpstreamKey(string Family, string Origin)
{
    private string? Username { get; init; }

    private Secret? Password { get; init; }

    private Secret? Headers { get; init; }

    private string? Certificate { get; init; }

    private Secret? CertificateKey { get; init; }

    private string? Proxy { get; init; }

    private string? ProxyUsername { get; init; }

    private Secret? ProxyPassword { get; init; }

    /// <param name="item">What is to be synced.</param>
    /// <param name="run">Keeps its secrets.</param>
    public static UpstreamKey Of(Item item, Invocation run)
    {
        var origin = Uri.TryCreate(item.Text("url"), UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "";
        return new(item.Family.Name, origin)
        {
            Username = item.Text("remote_username"),
            Password = Secret("remote_password"),
            Headers = item.Values["headers"] is { } headers ? run.Secret(headers.ToJsonString()) : null,
            Certificate = item.Text("client_cert"),
            CertificateKey = Secret("client_key"),
            Proxy = item.Text("proxy_url"),
            ProxyUsername = item.Text("proxy_username"),
            ProxyPassword = Secret("proxy_password"),
        };

        Secret? Secret(string option) => item.Text(option) is { } text ? run.Secret(text) : null;
    }
}
