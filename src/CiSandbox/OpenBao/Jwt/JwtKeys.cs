// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>The keys of an issuer: given, or asked for.</summary>
internal sealed class JwtKeys
{
    private readonly List<AsymmetricAlgorithm> _given = [];
    private readonly Uri? _jwks;
    private readonly string? _url;
    private readonly string? _discovery;
    private readonly string? _authorities;

    private JwtKeys(string? url, string? discovery, string? authorities)
    {
        (_url, _discovery, _authorities) = (url, discovery, authorities);
        _jwks = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !url!.EndsWith(' ')
            ? address
            : null;
    }

    public static JwtKeys OfJwks(string url, string? authorities) => new(url, null, authorities);

    public static JwtKeys OfDiscovery(string url, string? authorities) => new(null, url, authorities);

    public static JwtKeys OfPems(IEnumerable<string> pems)
    {
        var keys = new JwtKeys(null, null, null);
        foreach (var pem in pems)
        {
            keys._given.Add(OfPem(pem));
        }

        return keys;
    }

    /// <summary>What is wrong with the place of the keys; null for nothing.</summary>
    public async Task<string?> CheckAsync()
    {
        try
        {
            if (_url is not null)
            {
                using var http = Client();
                _ = JsonNode.Parse(await http.GetStringAsync(_jwks ?? throw new HttpRequestException("no URL"))) as JsonObject
                    ?? throw new JsonException("no object");
            }
            else if (_discovery is not null)
            {
                return await CheckDiscoveryAsync();
            }

            return null;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException or CryptographicException)
        {
            return _url is null ? $"error checking oidc discovery URL: {failure.Message}" : "error checking jwks URL";
        }
    }

    /// <summary>Whether one of the keys has signed a text.</summary>
    public async Task<bool> HasSignedAsync(string algorithm, string? id, byte[] signed, byte[] signature)
    {
        foreach (var key in _given.Count > 0 ? _given : await FetchAsync(id))
        {
            if (Fits(key, algorithm, signed, signature))
            {
                return true;
            }
        }

        return false;
    }

    private static AsymmetricAlgorithm OfPem(string pem)
    {
        const string None = "error parsing public key: data does not contain any valid public keys";
        if (pem.Split("-----BEGIN").Length > 2)
        {
            throw new BaoException(400, "error parsing public key: unexpected trailing data after parsed PEM block");
        }

        try
        {
            if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
            {
                var certificate = X509Certificate2.CreateFromPem(pem);
                return (AsymmetricAlgorithm?)certificate.GetRSAPublicKey() ?? certificate.GetECDsaPublicKey()!;
            }

            try
            {
                var rsa = RSA.Create();
                rsa.ImportFromPem(pem);
                return rsa;
            }
            catch (CryptographicException)
            {
                var curve = ECDsa.Create();
                curve.ImportFromPem(pem);
                return curve;
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new BaoException(400, None);
        }
    }

    private async Task<string?> CheckDiscoveryAsync()
    {
        const string Before = "error checking oidc discovery URL: ";
        using var http = Client();
        using var answer = await http.GetAsync(new Uri(_discovery!.TrimEnd('/') + "/.well-known/openid-configuration"));
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            return $"{Before}{(int)answer.StatusCode} {answer.ReasonPhrase}: {text.Trim()}";
        }

        var issuer = JsonNode.Parse(text)?["issuer"]?.ToString();
        return issuer == _discovery
            ? null
            : $"{Before}issuer did not match the returned issuer, expected \"{_discovery}\" got \"{issuer}\"";
    }

    private async Task<List<AsymmetricAlgorithm>> FetchAsync(string? id)
    {
        using var http = Client();
        var address = _jwks ?? new Uri(
            JsonNode.Parse(await http.GetStringAsync(new Uri(_discovery!.TrimEnd('/') + "/.well-known/openid-configuration")))!["jwks_uri"]!
                .ToString());
        var set = JsonNode.Parse(await http.GetStringAsync(address))?["keys"] as JsonArray ?? [];
        return [.. set.OfType<JsonObject>().Where(key => id is null || key["kid"]?.ToString() == id)
            .Select(OfJwk).OfType<AsymmetricAlgorithm>()];
    }

    private static AsymmetricAlgorithm? OfJwk(JsonObject key) => key["kty"]?.ToString() switch
    {
        "RSA" => RSA.Create(new RSAParameters { Modulus = Bytes(key["n"]), Exponent = Bytes(key["e"]) }),
        "EC" => ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Bytes(key["x"]), Y = Bytes(key["y"]) },
        }),
        _ => null,
    };

    private static bool Fits(AsymmetricAlgorithm key, string algorithm, byte[] signed, byte[] signature) => (key, algorithm) switch
    {
        (RSA rsa, "RS256") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        (RSA rsa, "RS384") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        (RSA rsa, "RS512") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        (ECDsa curve, "ES256") => curve.VerifyData(signed, signature, HashAlgorithmName.SHA256),
        _ => false,
    };

    private static byte[] Bytes(JsonNode? text) => Jwt.Decoded(text?.ToString() ?? "");

    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = true };
        if (_authorities is { Length: > 0 })
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPem(_authorities);
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode =
                X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(trusted);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
    }
}
