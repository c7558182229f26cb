// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Rules;

/// <summary>Rules about addresses. They are Pulp's own: most fields take texts that are no URL at all.</summary>
internal static partial class UrlRules
{
    /// <summary>Where a remote downloads from; RPM remotes have another rule.</summary>
    public static string? WithoutLogin(JsonNode value) => TextRules.First(value, text => Login().IsMatch(text)
        ? "The remote url contains username or password. Please use remote username or password instead. "
            + "Give remote_username and remote_password."
        : null);

    /// <summary>Where an RPM remote downloads from: a login may stand in it.</summary>
    public static string? Rpm(JsonNode value) => TextRules.First(value, text => RpmSchemes().IsMatch(text)
        ? null
        : $"The url '{text}' is not valid. It must start with: ('http', 'https', 'file').");

    public static string? Proxy(JsonNode value) => TextRules.First(value, text => text.Contains('@', StringComparison.Ordinal)
        ? "proxy_url must not contain credentials. Give proxy_username and proxy_password."
        : null);

    /// <summary>A URL as Django understands it.</summary>
    public static string? Web(JsonNode value) =>
        TextRules.First(
            value,
            text => Url().Match(text) is { Success: true } url && IsHost(url.Groups["host"].Value) && IsPort(url.Groups["port"].Value)
        ? null
        : "Enter a valid URL.");

    private static bool IsHost(string host) => host.StartsWith('[')
        ? Uri.CheckHostName(host[1..^1]) == UriHostNameType.IPv6
        : host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || Uri.CheckHostName(host) == UriHostNameType.IPv4
            || Name().IsMatch(host);

    private static bool IsPort(string port) => port.Length == 0 || (int.TryParse(port, out var number) && number <= 65535);

    // urllib's idea of a login: what stands before an @ in the authority.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@|\A//[^/?#]*@")]
    private static partial Regex Login();

    [GeneratedRegex(@"\A(?:https?|file):", RegexOptions.IgnoreCase)]
    private static partial Regex RpmSchemes();

    [
        GeneratedRegex(
            @"\Ahttps?://(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?<host>\[[0-9a-f:.]+\]|[^\s/?#:@\[\]]+)(?::(?<port>[0-9]{1,5}))?(?:[/?#]\S*)?\z",
            RegexOptions.IgnoreCase),
    ]
    private static partial Regex Url();

    [
        GeneratedRegex(
            @"\A(?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])?\.)+"
            + @"(?!-)(?:[a-z\u00a1-\uffff-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\.?\z",
            RegexOptions.IgnoreCase),
    ]
    private static partial Regex Name();
}
