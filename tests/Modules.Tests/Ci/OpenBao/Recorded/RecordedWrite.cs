// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao.Recorded;

/// <summary>One write of the recordings: what was sent, what the real server said, and what it showed before and afterwards.</summary>
/// <param name="Name"><c>series/NNN-slug</c>, with a number where a case has several.</param>
/// <param name="Path">Without <c>/v1/</c>, decoded.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Said">The errors, if any.</param>
/// <param name="Before">What the path showed last; null for nothing.</param>
/// <param name="After">What it shows afterwards; null where nobody looked, or nothing is there.</param>
internal sealed record RecordedWrite(
    string Name, string Path, JsonNode? Body, int Status, string Said, JsonObject? Before, JsonObject? After)
{
    public static readonly string Folder = System.IO.Path.Combine(Binary.RepositoryRoot, "tests/golden-openbao");

    /// <summary>What is read without names, rights and states of the server as a whole.</summary>
    public static readonly IReadOnlyList<string> Series = ["auth", "jwt-config", "jwt-roles", "kv1", "kv2", "mounts", "policies"];

    private static readonly Dictionary<string, string> Pem = new()
    {
        ["ca_pem"] = Certificate("recorded"),
        ["other_ca_pem"] = Certificate("other"),
        ["pubkey_rsa1"] = PublicKey(RSA.Create(2048)),
        ["pubkey_rsa2"] = PublicKey(RSA.Create(2048)),
        ["pubkey_ec1"] = PublicKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
    };

    public bool IsTaken => Status is 200 or 204;

    /// <summary>Refused for what was sent, not for who sent it or where.</summary>
    public bool IsRefused => Status is 400 or 404 or 500;

    public static IReadOnlyList<RecordedWrite> Read(string series)
    {
        Dictionary<string, JsonObject?> shown = [];
        List<RecordedWrite> writes = [];
        foreach (var recorded in File.ReadLines(System.IO.Path.Combine(Folder, series + ".jsonl")).Select(line =>
            JsonNode.Parse(Stated(line), documentOptions: new JsonDocumentOptions { MaxDepth = 2000 })!.AsObject()))
        {
            var exchanges = recorded["exchanges"]!.AsArray().Select(each => each!.AsObject()).ToList();
            var inCase = 0;
            for (var at = 0; at < exchanges.Count; at++)
            {
                var (request, response) = (exchanges[at]["request"]!.AsObject(), exchanges[at]["response"]!.AsObject());
                var path = PathOf(request);
                if ((string?)request["method"] is "GET")
                {
                    shown[path] = ShownBy(response);
                }
                else if ((string?)request["method"] is "PUT" or "POST" && response["status"] is not null)
                {
                    var after = exchanges.Skip(at + 1)
                        .TakeWhile(each => PathOf(each["request"]!.AsObject()) != path || IsRead(each))
                        .FirstOrDefault(each => PathOf(each["request"]!.AsObject()) == path && IsRead(each));
                    var number = inCase++ == 0 ? "" : $"/{inCase}";
                    writes.Add(new(
                        $"{series}/{recorded["case"]}{number}", path, BodyOf(request["body"]), (int)response["status"]!,
                        (response["body"] as JsonObject)?["errors"]?.ToJsonString() ?? "", shown.GetValueOrDefault(path),
                        after is null ? null : ShownBy(after["response"]!.AsObject())));
                    if ((int)response["status"]! < 300)
                    {
                        shown[path] = Written(request, response);
                    }
                }
                else
                {
                    _ = shown.Remove(path);
                }
            }
        }

        return writes;
    }

    /// <summary>A secret of KV 2 whose write was answered with its version; else nothing is known of the path now.</summary>
    private static JsonObject? Written(JsonObject request, JsonObject response) =>
        (response["body"] as JsonObject)?["data"] is JsonObject told && told["version"] is { } version
            ? new JsonObject
            {
                ["data"] = (request["body"] as JsonObject)?["data"]?.DeepClone(),
                ["metadata"] = new JsonObject { ["version"] = version.DeepClone() },
            }
            : null;

    /// <summary>With keys and certificates in the place of the recorder's.</summary>
    private static string Stated(string line) => Pem.Aggregate(line, (text, pair) => text
        .Replace($"{{{pair.Key}_stripped}}", Quoted(pair.Value.TrimEnd()), StringComparison.Ordinal)
        .Replace($"{{{pair.Key}}}", Quoted(pair.Value), StringComparison.Ordinal));

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString()[1..^1];

    /// <summary>A body whose spelling matters is recorded as a text.</summary>
    private static JsonNode? BodyOf(JsonNode? body)
    {
        try
        {
            return body is not JsonObject map ? body?.DeepClone()
                : map["_text"] is JsonValue text
                    ? JsonNode.Parse(text.ToString(), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })
                : map.ContainsKey("_binary") || map.ToJsonString().Contains("\"_repeat\"", StringComparison.Ordinal) ? null
                : map.DeepClone();
        }
        catch (JsonException)
        {
            return null; // no playbook can say it
        }
    }

    private static string Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return made.ExportCertificatePem() + "\n";
    }

    private static string PublicKey(AsymmetricAlgorithm key)
    {
        using (key)
        {
            return key.ExportSubjectPublicKeyInfoPem() + "\n";
        }
    }

    private static bool IsRead(JsonObject exchange) => (string?)exchange["request"]!["method"] is "GET";

    private static string PathOf(JsonObject request) => Uri.UnescapeDataString(((string)request["path"]!)["/v1/".Length..]);

    private static JsonObject? ShownBy(JsonObject response) =>
        (int?)response["status"] == 200 ? (response["body"] as JsonObject)?["data"]?.DeepClone() as JsonObject : null;
}
