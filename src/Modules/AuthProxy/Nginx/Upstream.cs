// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Secrets;

namespace Modules.AuthProxy.Nginx;

/// <summary>A server the proxy reads from.</summary>
/// <param name="Url">With its base path, without a slash at the end.</param>
/// <param name="Login">Null for a server that needs none.</param>
/// <param name="Prefix">Where its paths hang under the proxy: empty, or as <c>/name</c>.</param>
/// <param name="Port">Where the proxy listens for it.</param>
/// <param name="Locations">The paths that may be read.</param>
/// <param name="Authorities">The certificates, in PEM, that its own must lead to; null when it is not verified or plain.</param>
/// <param name="Tokens">Registry clients may present tokens that the upstream gave them.</param>
/// <param name="ReadyPath">A path the upstream answers only with a login.</param>
internal sealed record Upstream(
    Uri Url, Login? Login, string Prefix, int Port, IReadOnlyList<string> Locations, string? Authorities, bool Tokens, string ReadyPath)
{
    public bool IsTls => Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>The path that all of its paths are under; empty for the root.</summary>
    public string Base => Url.AbsolutePath.TrimEnd('/');

    /// <summary>As messages name it.</summary>
    public override string ToString() => Url.GetLeftPart(UriPartial.Path).TrimEnd('/');
}

/// <summary>A user name and a password.</summary>
internal sealed record Login(string Username, Secret Password)
{
    /// <summary>As basic authentication sends it.</summary>
    public Secret Basic => Password.Basic(Username);
}
