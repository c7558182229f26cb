// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>What syncs have in common that fail or succeed together: where they go, how they get there, and what proves who asks.</summary>
/// <param name="Family">The kind of repository.</param>
/// <param name="Origin">Scheme, host and port.</param>
internal sealed record UpstreamKey(string Family, string Origin)
{
    public string? Username { get; init; }

    public Secret? Password { get; init; }

    public Secret? Headers { get; init; }

    public string? Certificate { get; init; }

    public Secret? CertificateKey { get; init; }

    public string? Proxy { get; init; }

    public string? ProxyUsername { get; init; }

    public Secret? ProxyPassword { get; init; }

    /// <param name="item">What is to be synced.</param>
    /// <param name="run">Keeps its secrets.</param>
    public static UpstreamKey Of(Item item, Invocation run)
    {
        var isUrl = Uri.TryCreate(item.Get(RemoteArguments.Url), UriKind.Absolute, out var url);
        var origin = isUrl ? url!.GetLeftPart(UriPartial.Authority) : "";
        return new(item.Family.Name, origin)
        {
            Username = item.Get(RemoteArguments.Username),
            Password = Secret(RemoteArguments.Password),
            Headers = item.Values.Node(RemoteArguments.Headers) is { } headers ? run.Secret(headers.ToJsonString()) : null,
            Certificate = item.Get(RemoteArguments.Certificate),
            CertificateKey = Secret(RemoteArguments.CertificateKey),
            Proxy = item.Get(RemoteArguments.ProxyUrl),
            ProxyUsername = item.Get(RemoteArguments.ProxyUsername),
            ProxyPassword = Secret(RemoteArguments.ProxyPassword),
        };

        Secret? Secret(Argument<string?> argument) => item.Get(argument) is { } text ? run.Secret(text) : null;
    }
}
