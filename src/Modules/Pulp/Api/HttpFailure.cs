using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Http;

namespace Modules.Pulp.Api;

/// <summary>What went wrong between us and the server, in words: method, URL, status, and what to do. Said here only.</summary>
internal static partial class HttpFailure
{
    /// <summary>Of a page, which is mostly markup.</summary>
    private const int Readable = 100_000;

    /// <summary>Of a server whose access policy has no words for it, as that of pulpcore 3.59 and newer.</summary>
    public const string NobodyDeletesArtifacts =
        "Nobody may delete artifacts on this server, the administrator neither. "
            + "Pulp removes those that no content uses: run delete_orphans.";

    private static readonly AddressOptions Options =
        new("pulp_url", "ca_cert (or REQUESTS_CA_BUNDLE)", "validate_certs", "Is Pulp running there, and is the port right?");

    /// <summary>Whether an answer refuses the login itself: 401, or 403 from pulpcore before 3.25, which says so in words.</summary>
    public static bool IsOfLogin(HttpStatusCode status, string text) => status == HttpStatusCode.Unauthorized
        || (status == HttpStatusCode.Forbidden && Detail(JsonNodes.Parse(Encoding.UTF8.GetBytes(text))) is { } detail
            && PulpProse.RefusesLogin(detail));

    /// <summary>An answer that is no success.</summary>
    /// <param name="method">What was asked.</param>
    /// <param name="url">Of what.</param>
    /// <param name="path">The same below the API's path.</param>
    /// <param name="status">What came.</param>
    /// <param name="text">Its body.</param>
    /// <param name="server">What the server says of itself; null where that is not known.</param>
    public static ModuleException Of(
        HttpMethod method, Uri url, string path, HttpStatusCode status, string text, JsonObject? server = null)
    {
        var body = JsonNodes.Parse(Encoding.UTF8.GetBytes(text));
        var said = $"{method} {url.AbsoluteUri} answered {(int)status}";
        var message = (int)status switch
        {
            400 when body is not null => $"{said}, Pulp refuses the request: {Cut(Sentences(body))}. Its answer: {Cut(text)}",
            401 or 403 when IsOfLogin(status, text) =>
                $"Authentication failed for {OperationId.Of(method, path)}. {said}: {Detail(body, text)} "
                + "Check username and password, or user_cert and user_key.",
            403 when IsOfArtifact(method, path) => 
                $"Operation {OperationId.Of(method, path)} is not authorized. {said}: {Detail(body, text)} {NobodyDeletesArtifacts}",
            403 => $"Operation {OperationId.Of(method, path)} is not authorized. {said}: "
                + $"{Detail(body, text)}{(IsOfRoles(body) ? " The user lacks a role for it." : "")}",
            404 when body is null && server is not null => $"{said}: this Pulp ({Described(server)}) has nothing there. "
                + "Is the plugin installed, and new enough for what is asked?"
                + (server["domain_enabled"]?.ToString() == "true" ? " It has domains: is there one of this name (pulp_domain)?" : ""),
            404 when body is null =>
                $"{said}: this does not look like a Pulp server, or the plugin is not installed there. Check pulp_url. {Shortened(text)}",
            404 => $"{said}, there is no such object: {Cut(text)}",
            409 => $"{said}: another operation holds the object, or its state forbids this. Try again when that is over. {Shortened(text)}",
            413 =>
                $"{said}: the server or a proxy before it takes no request so large. Give a smaller chunk_size, or raise its limit (nginx: "
                    + $"client_max_body_size). {Shortened(text)}",
            429 => $"{said}: too many requests, also after waiting. Try again later. {Shortened(text)}",
            >= 500 => $"{said}: the server or a proxy before it failed, see its log. {Shortened(text)}",
            >= 300 and < 400 => $"{said}, a redirect. Give the URL it leads to in pulp_url. {Shortened(text)}",
            _ => $"{said}: {Shortened(text)}",
        };
        return new ModuleException(message.TrimEnd())
        {
            Transient = (int)status is 408 or 409 or 425 or 429 or >= 500,
            Cause = new PulpRefusal(method, url, status, body),
            Details = new JsonObject
            {
                ["http"] = new JsonObject { ["method"] = method.Method, ["url"] = url.AbsoluteUri, ["status"] = (int)status },
            },
        };
    }

    /// <summary>No answer at all.</summary>
    public static ModuleException Of(HttpMethod method, Uri url, Exception failure)
    {
        var told = NoAnswer.Of(url, failure, Options);
        return new ModuleException($"{method} {url.AbsoluteUri} failed: {told.Why}", failure) { Transient = told.MayPass, Cause = told };
    }

    /// <summary>An answer that should be JSON.</summary>
    public static ModuleException NotJson(HttpMethod method, Uri url, string text) => new(
        $"{method} {url.AbsoluteUri} answered something that is not JSON: this does not look like a Pulp server. "
            + $"Check pulp_url. {Shortened(text)}")
    {
        Transient = text.AsSpan().TrimStart() is ['{' or '[', ..], // JSON that broke off
    };

    /// <summary>Pulp's complaints field by field: <c>name: This field must be unique.</c></summary>
    private static string Sentences(JsonNode? body, string field = "") => body switch
    {
        JsonObject map =>
            string.Join(
                "; ", map.Select(pair => Sentences(pair.Value, field.Length > 0 && pair.Key != field ? $"{field}.{pair.Key}" : pair.Key))),
        JsonArray list => string.Join(" ", list.Select(each => Sentences(each, field))),
        _ when field is "" or "non_field_errors" or "detail" => Sentence(body),
        _ => $"{field}: {Sentence(body)}",
    };

    private static string Sentence(JsonNode? body) => (body?.ToString() ?? "").TrimEnd('.');

    private static string Detail(JsonNode? body, string text) => Detail(body) is { } detail ? Cut(detail) : Shortened(text);

    /// <summary>A text that Pulp gives beside or in place of complaints; a proxy may answer any JSON.</summary>
    private static string? Detail(JsonNode? body) => (body as JsonObject)?["detail"]?.ToString();

    /// <summary>As much of a body as a message can bear.</summary>
    private static string Cut(string text) => text.Length <= Limits.Quoted ? text : $"{text[..Limits.Quoted]}…";

    /// <summary>What it is made of.</summary>
    private static string Described(JsonObject server) => string.Join(
        ", ", (server["versions"] as JsonArray ?? []).Select(each => $"{each?["component"]} {each?["version"]}"));

    private static bool IsOfArtifact(HttpMethod method, string path) =>
        method == HttpMethod.Delete && path.StartsWith("artifacts/", StringComparison.Ordinal);

    /// <summary>Other refusals have reasons of their own: a locked role, a session.</summary>
    private static bool IsOfRoles(JsonNode? body) =>
        Detail(body) is not { } detail || PulpProse.WantsRole(detail);

    private static string Shortened(string text)
    {
        var plain = Markup().Replace(text[..Math.Min(text.Length, Readable)], " ");
        var words = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "" : $"It said: {Cut(words)}";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
