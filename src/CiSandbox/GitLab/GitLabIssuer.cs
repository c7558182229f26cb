// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>GitLab as the issuer of its jobs' JWTs: its keys, and, where a runner would have them from it, the JWTs.</summary>
internal sealed class GitLabIssuer : IDisposable
{
    private const string Key = "sandbox";

    private readonly RSA _key = RSA.Create(2048);

    /// <summary>What lies open at the server's root; null for anything else.</summary>
    public GitLabAnswer? Answer(HttpRequest request, JsonObject body, Uri address, int project, string path)
    {
        var issuer = address.GetLeftPart(UriPartial.Authority);
        return (request.Method, request.Path.Value) switch
        {
            ("GET", "/oauth/discovery/keys" or "/-/jwks") => new(200, new JsonObject { ["keys"] = new JsonArray((JsonNode)PublicKey()) }),
            ("GET", "/.well-known/openid-configuration") => new(200, new JsonObject
            {
                ["issuer"] = issuer, ["jwks_uri"] = $"{issuer}/oauth/discovery/keys", ["response_types_supported"] = new JsonArray("code"),
                ["subject_types_supported"] = new JsonArray("public"), ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            }),
            // What a runner does for a job that has id_tokens; the real one is not for everybody.
            ("POST", "/sandbox-job-token") => new(201, new JsonObject { ["id_token"] = Token(issuer, body, project, path) }),
            _ => null,
        };
    }

    public void Dispose() => _key.Dispose();

    private JsonObject PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA", ["kid"] = Key, ["use"] = "sig", ["alg"] = "RS256", ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private string Token(string issuer, JsonObject body, int project, string path)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = issuer, ["aud"] = body["aud"]?.DeepClone(), ["sub"] = $"project_path:{path}:ref_type:branch:ref:main", ["iat"] = now,
            ["nbf"] = now - 5, ["exp"] = now + 3600, ["jti"] = Guid.NewGuid().ToString(), ["project_id"] = $"{project}",
            ["project_path"] = path, ["user_login"] = "sandbox", ["user_email"] = "sandbox@example.com", ["user_id"] = "5",
            ["ref"] = "main", ["ref_type"] = "branch", ["ref_protected"] = "true",
        };
        var signed = $"{Encoded($$"""{"alg":"RS256","typ":"JWT","kid":"{{Key}}"}""")}.{Encoded(claims.ToJsonString())}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
