// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Messages;

namespace Modules.Pulp.Api;

/// <summary>Where a Pulp server is: what <c>pulp_url</c> says, taken apart.</summary>
/// <param name="Origin">Scheme, host and port; <c>http://localhost</c> for a socket.</param>
/// <param name="Prefix">What the path of the API begins with, with slashes at both ends.</param>
/// <param name="Socket">The unix socket to connect to, or null.</param>
internal sealed record PulpUrl(Uri Origin, string Prefix, string? Socket)
{
    private const string Api = "api/v3/";
    private const string DefaultPrefix = "/pulp/";
    private const string DefaultApiPath = DefaultPrefix + Api;

    /// <summary>The domain that is worked in; null where none was given, until the server is seen to have domains.</summary>
    public string? Domain { get; set; }

    /// <summary>Path of the API, with slashes at both ends.</summary>
    public string ApiPath => Domain is null ? Prefix + Api : $"{Prefix}{Domain}/{Api}";

    /// <summary>The status, which is in no domain.</summary>
    public string StatusPath => $"{Prefix}{Api}status/";

    /// <summary>Below which path base paths are served unless the server says otherwise, with slashes at both ends.</summary>
    public string ContentPath => Domain is null ? "/pulp/content/" : $"/pulp/content/{Domain}/";

    /// <param name="text">As the playbook wrote it.</param>
    /// <param name="warnings">Told of a path that is not used.</param>
    /// <param name="domain">The domain, given beside it; null or empty for none.</param>
    /// <param name="names">What the user calls the options.</param>
    /// <exception cref="ModuleException">Not a usable URL.</exception>
    public static PulpUrl Parse(string text, ISet<string> warnings, string? domain = null, OptionNames? names = null)
    {
        var option = (names ?? OptionNames.Own).Of("pulp_url");
        domain = string.IsNullOrEmpty(domain) ? null : IsName(domain) ? domain : throw new ModuleException(
            $"pulp_domain '{domain}' is no name of a domain: those consist of letters, digits, hyphens and underscores.");
        if (text.StartsWith("unix:", StringComparison.Ordinal))
        {
            var socket = "/" + text["unix:".Length..].TrimStart('/');
            return new PulpUrl(new Uri("http://localhost"), DefaultPrefix, socket) { Domain = domain };
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0
            || !text.Contains("://", StringComparison.Ordinal))
        {
            throw new ModuleException(Slip(option, text));
        }

        if (url.UserInfo.Length > 0)
        {
            throw new ModuleException(
                $"Give the login in {(names ?? OptionNames.Own).Login}, a URL ends up in logs: {option} '{WithoutLogin(text)}' holds one.");
        }

        var path = url.AbsolutePath.TrimEnd('/') + "/";
        var isApi = path.EndsWith("/" + Api, StringComparison.Ordinal);
        var prefix = isApi ? path[..^Api.Length] : DefaultPrefix;
        var below = (isApi ? prefix : path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (below is ["pulp", var named] && IsName(named))
        {
            prefix = DefaultPrefix;
            domain = domain is null || domain == named ? named : throw new ModuleException(
                $"pulp_url leads to the domain '{named}', and pulp_domain is '{domain}'. Give the domain in one of them.");
        }
        else if (!isApi && path is not ("/" or DefaultPrefix))
        {
            _ = warnings.Add(
                $"The path '{url.AbsolutePath}' of pulp_url is not used. Give the URL up to the port, or with the whole path of the API "
                    + $"when it is not {DefaultApiPath}. A domain is named in pulp_domain.");
        }

        return new PulpUrl(new Uri(url.GetLeftPart(UriPartial.Authority)), prefix, null) { Domain = domain };
    }

    /// <summary>What is wrong with a text that is no URL; advice first.</summary>
    private static string Slip(string option, string text)
    {
        var (named, bare) = ($"{option} '{WithoutLogin(text)}'", text.Trim().Trim('\'', '"'));
        return text.Trim().Length == 0 ? $"Give {option}, it is empty: scheme, host and port, like https://pulp.example.com:8080."
            : text.Contains("{{", StringComparison.Ordinal) ? $"Check how {named} is quoted: Ansible did not fill in its template."
            : bare.Length < text.Length ? $"Give {named} without blanks and quotes around it."
            : text.IndexOf(':', StringComparison.Ordinal) is var at && at > 0 && text[..at].ToLowerInvariant() is "http" or "https"
                ? $"Write {text[..at]}:// with two slashes and a host after them in {named}."
            : text.Contains("://", StringComparison.Ordinal) && text[..text.IndexOf("://", StringComparison.Ordinal)] is var scheme
                && scheme is not ("http" or "https") ? $"Write http:// or https:// in {named}: '{scheme}' is neither."
            : text.Contains("://", StringComparison.Ordinal)
                ? $"Give scheme, host and port, like https://pulp.example.com:8080, or unix:/path/of/socket: {named} is not a URL."
            : $"Write https:// (or http://) before {named}: it has no scheme.";
    }

    /// <summary>Whether a domain can be called so.</summary>
    private static bool IsName(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static string WithoutLogin(string text) =>
        text.LastIndexOf('@') is var at && at > 0 ? "…" + text[at..] : text;
}
