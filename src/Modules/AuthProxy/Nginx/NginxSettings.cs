// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.AuthProxy.Nginx;

/// <summary>All that the text of the configuration depends on.</summary>
/// <param name="ListenAddress">As nginx writes it; null listens on every address of a container that has a network of its own.</param>
/// <param name="Clients">Who may ask; empty for everybody who reaches the address.</param>
/// <param name="Resolvers">The DNS servers for upstreams without fixed addresses.</param>
/// <param name="Upstreams">All of them; several may share a port.</param>
internal sealed record NginxSettings(
    string? ListenAddress, IReadOnlyList<string> Clients, IReadOnlyList<string> Resolvers, IReadOnlyList<NginxUpstream> Upstreams);

/// <summary>An upstream and where it was found.</summary>
/// <param name="Number">Tells its variables and files from the others'.</param>
/// <param name="Upstream">The upstream itself.</param>
/// <param name="Addresses">Fixed ones; null when nginx asks the DNS, again and again.</param>
internal sealed record NginxUpstream(int Number, Upstream Upstream, IReadOnlyList<string>? Addresses)
{
    /// <summary>What the configuration calls it.</summary>
    public string Name => $"upstream_{Number}";

    /// <summary>Where the proxy tells whether it is ready for this upstream, and what the upstream says to strangers.</summary>
    public string ReadyPath => $"{ProbePaths.Root}/{Number}/ready";

    public string StrangerPath => $"{ProbePaths.Root}/{Number}/stranger";
}

/// <summary>The proxy's own paths.</summary>
internal static class ProbePaths
{
    public const string Root = "/.pulp-auth-proxy";

    /// <summary>Answers without asking an upstream.</summary>
    public const string Generation = Root + "/generation";

    /// <summary>The response header that says which generation of the configuration answers.</summary>
    public const string GenerationHeader = "X-Pulp-Auth-Proxy-Generation";
}
