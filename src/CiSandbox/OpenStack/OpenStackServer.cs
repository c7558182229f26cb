// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;

namespace CiSandbox.OpenStack;

/// <summary>Leads a request to Keystone, to Nova, or to what there is of Glance.</summary>
/// <param name="settings">What the command line says.</param>
internal sealed class OpenStackServer(AreaSettings settings) : IAreaServer
{
    private readonly Lock _gate = new();

    public Uri Address { get; set; } = new("http://127.0.0.1");

    /// <summary>The logins and tokens, for tests.</summary>
    public Keystone Keystone { get; } = new(settings);

    /// <summary>The servers, for tests.</summary>
    public Nova Nova { get; } = new(settings);

    /// <summary>The types of services in the catalogue.</summary>
    public IReadOnlyList<string> Services { get; set; } =
        settings.Text("catalog", "identity,compute,image").Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Where a token says that the services are; where they listen by default.</summary>
    public Uri? Told { get; set; }

    public async Task HandleAsync(HttpContext context)
    {
        var request = await OpenStackRequest.ReadAsync(context);
        OpenStackAnswer answer;
        try
        {
            lock (_gate)
            {
                var catalog = new Catalog(Told ?? Address, settings.Text("region", "RegionOne"), Services);
                answer = request.Path switch
                {
                    ["identity", .. var path] => Keystone.Answer(request, path, catalog),
                    ["compute", .. var path] =>
                        Nova.Answer(
                            request, path, catalog, () => Keystone.Require(Nova.TakesNoToken ? "" : request.Token, catalog.Identity)),
                    ["image", .. var path] => Glance.Answer(request, path, catalog),
                    _ => OpenStackAnswer.NoRoute,
                };
            }
        }
        catch (OpenStackRefusalException refusal)
        {
            answer = refusal.Answer;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = answer.Page is null ? "application/json" : "text/html; charset=utf-8";
        await context.Response.WriteAsync(answer.Page ?? answer.Body?.ToJsonString() ?? "", context.RequestAborted);
    }
}
