// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;

namespace Modules.AuthProxy.Nginx;

/// <summary>One port of the proxy.</summary>
internal static class NginxServer
{
    public static string Render(NginxSettings settings, int port, IReadOnlyList<NginxUpstream> upstreams)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""
              server {
                listen {{(settings.ListenAddress is { } address ? address + ":" : "")}}{{port}};

            """);
        foreach (var client in settings.Clients)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"    allow {client};\n");
        }

        _ = text.Append(settings.Clients.Count > 0 ? "    deny all;\n" : "").Append("""

                if ($request_method !~ ^(?:GET|HEAD)$) {
                  return 403;
                }
                if ($twisted_again) {
                  return 403;
                }
                location / {
                  return 403;
                }

            """);
        _ = text.Append(CultureInfo.InvariantCulture, $$"""
                location = {{ProbePaths.Generation}} {
                  include {{ConfigurationFiles.Folder}}/{{ConfigurationFiles.Generation}};
                  return 204;
                }

            """);
        foreach (var upstream in upstreams)
        {
            foreach (var location in upstream.Upstream.Locations)
            {
                _ = text.Append(NginxLocation.Open(upstream, location));
            }

            _ = text.Append(NginxLocation.Ready(upstream)).Append(NginxLocation.Stranger(upstream));
        }

        return text.Append("  }\n").ToString();
    }
}
