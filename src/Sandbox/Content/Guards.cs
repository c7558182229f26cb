// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Store;

namespace Sandbox.Content;

/// <summary>Whether the caller's login may download what an RBAC guard protects.</summary>
internal delegate bool MayDownload(HttpContext context, Entity guard);

/// <summary>Content guards: null lets the request pass, anything else is the reason for a 403.</summary>
internal sealed class Guards(PulpStore store, MayDownload mayDownload)
{
    public string? Objection(HttpContext context, Entity distribution) =>
        store.Find(distribution.Text("content_guard")) is { } guard ? Ask(context, guard) : null;

    private string? Ask(HttpContext context, Entity guard) => guard.Type.Model switch
    {
        "RBACContentGuard" => mayDownload(context, guard) ? null : "Access denied.",
        "HeaderContentGuard" => Header(context, guard),
        "X509CertGuard" or "RHSMCertGuard" => Certificate(context, guard),
        "CompositeContentGuard" => Composite(context, guard),
        // Only the registry's own redirects carry the signature this guard wants, and ours does not redirect.
        "ContentRedirectContentGuard" => "No signature was given.",
        _ => "Access denied.",
    };

    private string? Composite(HttpContext context, Entity guard)
    {
        var objections = (guard.Fields["guards"] as JsonArray ?? [])
            .Select(href => store.Find((string?)href))
            .OfType<Entity>()
            .Select(member => Ask(context, member))
            .ToList();
        return objections.Count == 0 || objections.Contains(null) ? null : string.Join(';', objections);
    }

    private static string? Header(HttpContext context, Entity guard)
    {
        if (context.Request.Headers[guard.Text("header_name") ?? ""].ToString() is not { Length: > 0 } sent)
        {
            return "Access denied.";
        }

        try
        {
            var value = Encoding.UTF8.GetString(Convert.FromBase64String(sent));
            if (guard.Text("jq_filter") is { Length: > 0 } filter)
            {
                // Paths such as .identity.org_id are what people write; the rest of jq is not worth having here.
                value = filter.Split('.', StringSplitOptions.RemoveEmptyEntries)
                    .Aggregate(JsonNode.Parse(value), (node, step) => node?[step.Trim()])?.ToString();
            }

            return value == guard.Text("header_value") ? null : "Access denied.";
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return "Access denied.";
        }
    }

    /// <summary>The web server in front passes the client's certificate on in a header.</summary>
    private static string? Certificate(HttpContext context, Entity guard)
    {
        if (context.Request.Headers["X-CLIENT-CERT"].ToString() is not { Length: > 0 } sent)
        {
            return "A client certificate was not received via the `X-CLIENT-CERT` header.";
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Uri.UnescapeDataString(sent));
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.CustomTrustStore.ImportFromPem(guard.Text("ca_certificate"));
            return chain.Build(certificate) ? null : "Client certificate is not valid.";
        }
        catch (CryptographicException)
        {
            return "Client certificate is not valid.";
        }
    }
}
