// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Modules.AuthProxy.Nginx;

/// <summary>
/// Settings to text, and nothing else. The login is not part of it: it lies in a file of its own that is included, so that
/// this text can be shown.
/// </summary>
internal static class NginxConfiguration
{
    /// <summary>How many processes serve.</summary>
    public const int WorkerProcesses = 2;

    public static string Render(NginxSettings settings)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""
            # Written by the module pulp_auth_proxy; changes are overwritten.
            worker_processes {{WorkerProcesses}};
            pid /tmp/nginx.pid;
            error_log stderr error;
            daemon off;

            events {
              worker_connections 4096;
            }

            http {
              # Neither queries, which may hold tokens, nor headers.
              log_format reads '$remote_addr [$time_iso8601] $request_method $uri $status $body_bytes_sent ${request_time}s '
                               '$upstream_addr $upstream_status';
              access_log /dev/stdout reads buffer=32k flush=1s;
              server_tokens off;
              default_type application/octet-stream;
              client_body_temp_path /tmp/body;
              proxy_temp_path /tmp/proxy;
              fastcgi_temp_path /tmp/fastcgi;
              uwsgi_temp_path /tmp/uwsgi;
              scgi_temp_path /tmp/scgi;

              client_header_timeout 15s;
              client_body_timeout 15s;
              client_body_buffer_size 16k;
              client_max_body_size 16k;
              send_timeout 60s;
              keepalive_timeout 75s;
              tcp_nodelay on;

              # Packages stream through memory: a slow reader slows the upstream, the disk sees nothing.
              # Half a megabyte for each download, nearly all of it on its way at once: less made large files a tenth slower.
              proxy_http_version 1.1;
              proxy_buffer_size 16k;
              proxy_buffers 16 32k;
              proxy_busy_buffers_size 480k;
              proxy_max_temp_file_size 0;
              proxy_pass_request_body off;
              proxy_connect_timeout 10s;
              proxy_send_timeout 60s;
              proxy_read_timeout 300s; # an on-demand package is first fetched by the upstream
              proxy_ssl_server_name on;
              proxy_ssl_protocols TLSv1.2 TLSv1.3;
              proxy_ssl_verify_depth 5;
              # A session of the upstream would be a login.
              proxy_hide_header Set-Cookie;
              absolute_redirect off;

              # The path goes upstream as it came; what the two sides might read differently is refused.
              # A plain /./ is not: apt asks so for flat repositories.
              map $request_uri $twisted {
                default 0;
                "~*^[^?]*(?:%2f|%5c|\x5c|%00|#|/(?:\.\.|\.?%2e|%2e\.)(?:[/;?]|%3b|$)|/\.(?:;|%3b))" 1;
              }
              map $uri $twisted_again {
                default $twisted;
                "~*(?:%2f|%5c|%2e|%00|\x5c)" 1;
              }

            """);
        if (settings.Resolvers.Count > 0)
        {
            _ = text.Append(
                CultureInfo.InvariantCulture, $"\n  resolver {string.Join(' ', settings.Resolvers)} valid=10s;\n  resolver_timeout 10s;\n");
        }

        foreach (var upstream in settings.Upstreams)
        {
            Describe(upstream, text);
        }

        foreach (var port in settings.Upstreams.GroupBy(each => each.Upstream.Port).OrderBy(group => group.Key))
        {
            _ = text.Append('\n').Append(NginxServer.Render(settings, port.Key, [.. port]));
        }

        return text.Append("}\n").ToString();
    }

    private static void Describe(NginxUpstream proxied, StringBuilder text)
    {
        var upstream = proxied.Upstream;
        _ = text.Append('\n');
        if (upstream.Login is not null)
        {
            _ = text.Append(
                CultureInfo.InvariantCulture, $"  include {ConfigurationFiles.Folder}/{ConfigurationFiles.Login(proxied.Number)};\n");
        }
        else
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  map '' $login_{proxied.Number} {{\n    default '';\n  }}\n");
        }

        if (proxied.Addresses is { } addresses)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  upstream {proxied.Name} {{\n");
            foreach (var address in addresses)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"    server {address} max_fails=0;\n");
            }

            _ = text.Append("    keepalive 32;\n  }\n");
        }

        if (upstream.Prefix.Length > 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $$"""
                  map $request_uri $path_{{proxied.Number}} {
                    default /;
                    "~^{{Regex.Escape(upstream.Prefix)}}(?<rest_{{proxied.Number}}>/.*)$" $rest_{{proxied.Number}};
                  }

                """);
        }

        if (upstream.Tokens)
        {
            // A token that the upstream itself gave out through the proxy is the one thing of the client's that goes on.
            _ = text.Append(CultureInfo.InvariantCulture, $$"""
                  map $http_authorization $registry_login_{{proxied.Number}} {
                    default $login_{{proxied.Number}};
                    "~^Bearer [A-Za-z0-9._~+/=-]+$" $http_authorization;
                  }
                  map $upstream_http_www_authenticate $challenge_{{proxied.Number}} {
                    default $upstream_http_www_authenticate;
                    '~^(?<before_{{proxied.Number}}>Bearer realm=")https?://[^/"]+(?<after_{{proxied.Number}}>/.*)$'
                      '$before_{{proxied.Number}}$scheme://$http_host{{upstream.Prefix}}$after_{{proxied.Number}}';
                  }

                """);
        }
    }
}
