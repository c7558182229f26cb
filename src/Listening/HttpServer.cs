// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Listening;

/// <summary>A server as both sandboxes have them: HTTP/1.1, quiet, and bodies of any size.</summary>
public static class HttpServer
{
    /// <param name="listen">Where it is going to listen; port 0 is a free one.</param>
    /// <param name="certificate">For TLS; null for none.</param>
    public static WebApplication Build(IPEndPoint listen, X509Certificate2? certificate)
    {
        // Settings of a file are none of ours: watching for them costs one of the few watches a user may have.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseKestrelHttpsConfiguration();
        _ = builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(listen, options =>
            {
                options.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    _ = options.UseHttps(certificate);
                }
            });
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }

    /// <summary>Where a started server listens.</summary>
    public static Uri Address(WebApplication started) =>
        new(started.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
