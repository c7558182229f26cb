// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CiSandbox.Tests.OpenBao;

/// <summary>The issuer of JWTs that the recordings had: keys, documents good and broken, on http and https.</summary>
#pragma warning disable CA2213 // what it has made is disposed of in a loop
internal sealed class Issuer : IAsyncDisposable
{
    private readonly RSA _rsa1 = RSA.Create(2048);
    private readonly RSA _rsa2 = RSA.Create(2048);
    private readonly ECDsa _ec1 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority = Root("CN=issuer");
    private readonly X509Certificate2 _other = Root("CN=other");
    private readonly WebApplication _web;

    private Issuer()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Served()));
        });
        _web = builder.Build();
        _web.Run(AnswerAsync);
    }

    /// <summary>Host and port, without TLS.</summary>
    public string Plain { get; private set; } = "";

    /// <summary>Host and port, with TLS.</summary>
    public string Secure { get; private set; } = "";

    /// <summary>What the recorder had: keys and certificates.</summary>
    public Dictionary<string, string> Known => new()
    {
        ["pubkey_rsa1"] = _rsa1.ExportSubjectPublicKeyInfoPem() + "\n",
        ["pubkey_rsa2"] = _rsa2.ExportSubjectPublicKeyInfoPem() + "\n",
        ["pubkey_ec1"] = _ec1.ExportSubjectPublicKeyInfoPem() + "\n",
        ["ca_pem"] = _authority.ExportCertificatePem() + "\n",
        ["other_ca_pem"] = _other.ExportCertificatePem() + "\n",
    };

    public static async Task<Issuer> StartAsync()
    {
        var issuer = new Issuer();
        await issuer._web.StartAsync();
        issuer.Plain = new Uri(issuer._web.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal))).Authority;
        issuer.Secure = new Uri(issuer._web.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal))).Authority;
        return issuer;
    }

    /// <summary>A JWT with the claims, whose times are told from now.</summary>
    public string Sign(JsonObject claims, JsonNode how)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var filled = new JsonObject(claims.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.ToString() switch
        {
            "now" => now,
            ['n', 'o', 'w', ('+' or '-') and var sign, .. var seconds]
                when long.TryParse(seconds, CultureInfo.InvariantCulture, out var number) =>
                now + (sign == '+' ? number : -number),
            { } text when text.Contains("127.0.0.1:8790", StringComparison.Ordinal) =>
                text.Replace("127.0.0.1:8790", Plain, StringComparison.Ordinal),
            _ => pair.Value?.DeepClone(),
        })));
        var header = new JsonObject { ["alg"] = how["alg"]?.ToString() ?? "RS256", ["typ"] = "JWT" };
        if (how["kid"]?.ToString() is { Length: > 0 } kid && kid is not "none")
        {
            header["kid"] = kid;
        }

        var signed = $"{Encoded(header.ToJsonString())}.{Encoded(filled.ToJsonString())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = how["key"]?.ToString() switch
        {
            "ec1" => _ec1.SignData(bytes, HashAlgorithmName.SHA256),
            "rsa2" => _rsa2.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => _rsa1.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Encoded(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        IDisposable[] made = [_rsa1, _rsa2, _ec1, _authority, _other];
        foreach (var each in made)
        {
            each.Dispose();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var origin = $"http://{Plain}";
        var (status, text) = context.Request.Path.Value switch
        {
            "/jwks" => (200, Keys(("rsa1", _rsa1), ("ec1", _ec1))),
            "/jwks-other" => (200, Keys(("rsa2", _rsa2))),
            "/empty" => (200, "{\"keys\": []}"),
            "/no-keys" => (200, "{}"),
            "/bad-json" or "/oidc-badjson/.well-known/openid-configuration" => (200, "nothing"),
            "/html" => (200, "<html></html>"),
            "/500" => (500, "{}"),
            "/403" => (403, "{}"),
            "/oidc/.well-known/openid-configuration" => (200, Document($"{origin}/oidc", $"{origin}/jwks")),
            "/oidc-slash/.well-known/openid-configuration" => (200, Document($"{origin}/oidc-slash/", $"{origin}/jwks")),
            "/oidc-badissuer/.well-known/openid-configuration" => (200, Document($"{origin}/somebody-else", $"{origin}/jwks")),
            "/oidc-nojwks/.well-known/openid-configuration" => (200, Document($"{origin}/oidc-nojwks", $"{origin}/nosuch")),
            _ => (404, "404 page not found\n"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text);
    }

    private static string Document(string issuer, string keys) =>
        new JsonObject { ["issuer"] = issuer, ["jwks_uri"] = keys }.ToJsonString();

    private static string Keys(params (string Name, AsymmetricAlgorithm Key)[] keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(pair => (JsonNode?)Key(pair.Name, pair.Key))]),
    }.ToJsonString();

    private static JsonObject Key(string name, AsymmetricAlgorithm key)
    {
        if (key is RSA rsa)
        {
            var parts = rsa.ExportParameters(false);
            return new() { ["kty"] = "RSA", ["kid"] = name, ["n"] = Encoded(parts.Modulus!), ["e"] = Encoded(parts.Exponent!) };
        }

        var point = ((ECDsa)key).ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = name, ["x"] = Encoded(point.X!), ["y"] = Encoded(point.Y!) };
    }

    private static string Encoded(string text) => Encoded(Encoding.UTF8.GetBytes(text));

    private static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static X509Certificate2 Root(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private X509Certificate2 Served()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(_authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(20), [1, 2, 3]);
        return X509CertificateLoader.LoadPkcs12(made.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }
}
