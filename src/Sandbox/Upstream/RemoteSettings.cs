// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;

namespace Sandbox.Upstream;

/// <summary>The fields of a remote that say how to reach its upstream.</summary>
internal sealed record RemoteSettings(Uri Url)
{
    public string Policy { get; init; } = "immediate";
    public string? Username { get; init; }
    public string? Password { get; init; }
    public string? CaCert { get; init; }
    public string? ClientCert { get; init; }
    public string? ClientKey { get; init; }
    public bool TlsValidation { get; init; } = true;
    public string? ProxyUrl { get; init; }
    public string? ProxyUsername { get; init; }
    public string? ProxyPassword { get; init; }
    public int MaxRetries { get; init; } = 3;
    public double? TotalTimeout { get; init; }
    public double? ConnectTimeout { get; init; }
    public double? ReadTimeout { get; init; }
    public int Concurrency { get; init; } = 10;
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether packages and layers are fetched while syncing, not when a client asks.</summary>
    public bool Immediate => Policy == "immediate";

    /// <summary>Reads a remote as it is stored, secrets included.</summary>
    public static RemoteSettings From(JsonObject remote) =>
        Uri.TryCreate((string?)remote["url"], UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? From(remote, url)
            : throw new UpstreamException("A remote must have a url specified to synchronize.");

    private static RemoteSettings From(JsonObject remote, Uri url) => new(url)
    {
        Policy = (string?)remote["policy"] ?? "immediate",
        Username = (string?)remote["username"],
        Password = (string?)remote["password"],
        CaCert = (string?)remote["ca_cert"],
        ClientCert = (string?)remote["client_cert"],
        ClientKey = (string?)remote["client_key"],
        TlsValidation = (bool?)remote["tls_validation"] ?? true,
        ProxyUrl = (string?)remote["proxy_url"],
        ProxyUsername = (string?)remote["proxy_username"],
        ProxyPassword = (string?)remote["proxy_password"],
        MaxRetries = (int?)Number(remote["max_retries"]) ?? 3,
        TotalTimeout = Number(remote["total_timeout"]),
        ConnectTimeout = Number(remote["sock_connect_timeout"]) ?? Number(remote["connect_timeout"]),
        ReadTimeout = Number(remote["sock_read_timeout"]),
        Concurrency = (int)Math.Max(1, Number(remote["download_concurrency"]) ?? 10),
        Headers = [.. from header in remote["headers"] as JsonArray ?? []
                      from pair in header!.AsObject()
                      select KeyValuePair.Create(pair.Key, pair.Value?.ToString() ?? "")],
    };

    // As stored a number is an Int64 or a Decimal, whatever the request or the state file made of it.
    private static double? Number(JsonNode? value) =>
        value is null ? null : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
