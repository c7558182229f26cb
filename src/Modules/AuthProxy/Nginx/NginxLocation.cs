// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Modules.AuthProxy.Nginx;

/// <summary>One path of the proxy.</summary>
internal static class NginxLocation
{
    private const string Registry = "/v2/";

    /// <summary>A path whose content may be read.</summary>
    public static string Open(NginxUpstream proxied, string path)
    {
        var upstream = proxied.Upstream;
        var withToken = upstream.Tokens && path == Registry;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"    location {(path.EndsWith('/') ? "^~" : "=")} {upstream.Prefix}{path} {{\n")
            .Append(Pass(proxied, withToken ? $"$registry_login_{proxied.Number}" : $"$login_{proxied.Number}",
                upstream.Prefix.Length > 0 ? $"$path_{proxied.Number}" : "$request_uri"))
            .Append(CultureInfo.InvariantCulture, $"      proxy_redirect {OwnRedirect(upstream)};\n");
        if (withToken)
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"      proxy_hide_header WWW-Authenticate;\n      add_header WWW-Authenticate $challenge_{proxied.Number} always;\n");
        }

        return text.Append("    }\n").ToString();
    }

    /// <summary>For whoever deployed the proxy: does the upstream take the login? Only the status is seen.</summary>
    public static string Ready(NginxUpstream proxied) => Probe(proxied, proxied.ReadyPath, $"$login_{proxied.Number}");

    /// <summary>The same without the login: an upstream that answers alike does not look at it.</summary>
    public static string Stranger(NginxUpstream proxied) => Probe(proxied, proxied.StrangerPath, "''");

    private static string Probe(NginxUpstream proxied, string path, string login) => string.Create(CultureInfo.InvariantCulture, $$"""
            location = {{path}} {
              if ($request_method != HEAD) {
                return 403;
              }
        {{Pass(proxied, login, proxied.Upstream.ReadyPath)}}    }

        """);

    private static string Pass(NginxUpstream proxied, string login, string path)
    {
        var upstream = proxied.Upstream;
        var url = upstream.Url;
        var text = new StringBuilder();
        var target = proxied.Name;
        if (proxied.Addresses is null)
        {
            // A variable: else the name is looked up once, when nginx starts.
            _ = text.Append(CultureInfo.InvariantCulture, $"      set $name_{proxied.Number} {url.IdnHost};\n");
            target = $"$name_{proxied.Number}:{url.Port}";
        }

        _ = text.Append(CultureInfo.InvariantCulture, $$"""
                  proxy_pass {{url.Scheme}}://{{target}}{{upstream.Base}}{{path}};
                  proxy_set_header Host {{url.Authority}};
                  proxy_set_header Authorization {{login}};
                  proxy_set_header X-Real-IP $remote_addr;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_set_header X-Forwarded-Host $http_host;
                  proxy_set_header X-Forwarded-Port $server_port;
                  proxy_set_header Connection '';
                  proxy_set_header Upgrade '';
                  proxy_set_header TE '';
                  proxy_set_header Content-Length '';
                  proxy_set_header Cookie '';
                  proxy_set_header Proxy-Authorization '';
                  proxy_set_header Remote-User '';

            """);
        if (upstream.IsTls)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"      proxy_ssl_name {url.IdnHost.Trim('[', ']')};\n")
                .Append(upstream.Authorities is null
                ? "      proxy_ssl_verify off;\n"
                : "      proxy_ssl_verify on;\n      proxy_ssl_trusted_certificate "
                    + $"{ConfigurationFiles.Folder}/{ConfigurationFiles.Authorities(proxied.Number)};\n");
        }

        return text.ToString();
    }

    /// <summary>The upstream's own addresses, under either scheme, become paths of the proxy; other hosts stay as they are.</summary>
    private static string OwnRedirect(Upstream upstream)
    {
        var port = upstream.Url.IsDefaultPort ? "(?::80|:443)?" : $":{upstream.Url.Port}";
        return $"\"~*^(?:https?:)?//{Regex.Escape(upstream.Url.IdnHost)}{port}{Regex.Escape(upstream.Base)}(?<own>/.*)$\" "
            + $"{upstream.Prefix}$own";
    }
}
