// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Http;
using Modules.Messages;

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

    /// <summary>What to do about a full disk of the server.</summary>
    public const string FullDisk = "Free space on the Pulp server, whose disk is full (delete_orphans and reclaim_space do):";

    /// <summary>Whether an answer refuses the login itself: 401, or 403 from pulpcore before 3.25, which says so in words.</summary>
    public static bool IsOfLogin(HttpStatusCode status, string text) => status == HttpStatusCode.Unauthorized
        || (status == HttpStatusCode.Forbidden && Detail(JsonNodes.Parse(Encoding.UTF8.GetBytes(text))) is { } detail
            && PulpProse.RefusesLogin(detail));

    /// <summary>Whether a refusal has a reason as Pulp gives it; what stands before Pulp refuses with a page of its own.</summary>
    public static bool IsOfPulp(string text) => Detail(JsonNodes.Parse(Encoding.UTF8.GetBytes(text))) is not null;

    /// <summary>An answer that is no success.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="status">What came.</param>
    /// <param name="text">Its body.</param>
    /// <param name="server">What the server says of itself; null where that is not known.</param>
    public static ModuleException Of(Asked asked, HttpStatusCode status, string text, JsonObject? server = null)
    {
        var body = JsonNodes.Parse(Encoding.UTF8.GetBytes(text));
        var (said, names) = ($"{asked} answered {(int)status}", asked.Names);
        var message = (int)status switch
        {
            400 when body is null && PlainToTls().IsMatch(text) =>
                $"Write https:// in {names.Of("pulp_url")}: the server speaks TLS there. {said}.",
            400 when body is not null => $"Pulp refuses the request: {Cut(Sentences(body))}. {said}: {Cut(text)}",
            401 or 403 when IsOfLogin(status, text) =>
                $"Check {names.Login}: Authentication failed for {asked.Operation}. {said}: {Detail(body, text)}",
            403 when asked.IsOfArtifact =>
                $"{NobodyDeletesArtifacts} Operation {asked.Operation} is not authorized. {said}: {Detail(body, text)}",
            403 => $"{(IsOfRoles(body) ? $"Give the user ({names.Of("username")}) a role for it: " : "")}"
                + $"Operation {asked.Operation} is not authorized. {said}: {Detail(body, text)}",
            404 when body is null && server is not null =>
                $"Is the plugin installed there, and new enough for what is asked? {said}: "
                    + $"this Pulp ({Described(server)}) has nothing there."
                    + (server["domain_enabled"]?.ToString() == "true"
                        ? $" It has domains: is there one of this name ({names.Of("pulp_domain")})?"
                        : ""),
            404 when body is null =>
                $"Check {names.Of("pulp_url")}: {said}; this does not look like a Pulp server, or the plugin is not installed there. "
                    + Shortened(text),
            404 => $"{said}, there is no such object: {Cut(text)}",
            409 => $"Try again when the other operation is over: {said}; it holds the object, or its state forbids this. {Shortened(text)}",
            413 => "Give a smaller chunk_size, or raise the limit of the server or of a proxy before it (nginx: client_max_body_size): "
                + $"{said}, it takes no request so large. {Shortened(text)}",
            429 => $"Try again later: {said}, too many requests, also after waiting. {Shortened(text)}",
            507 => $"{FullDisk} {said}. {Shortened(text)}",
            >= 500 when PulpProse.TellsFullDisk(text) => $"{FullDisk} {said}. {Shortened(text)}",
            >= 500 => $"See the log of the server, or of the proxy before it: {said}; it failed. {Shortened(text)}",
            >= 300 and < 400 => $"Give the URL it leads to in {names.Of("pulp_url")}: {said}, a redirect. {Shortened(text)}",
            _ => $"{said}: {Shortened(text)}",
        };
        return new ModuleException(message.TrimEnd())
        {
            Transient = (int)status is 408 or 409 or 425 or 429 or (>= 500 and not 507) && !PulpProse.TellsFullDisk(text),
            Cause = new PulpRefusal(asked.Method, asked.Url, status, body),
            Details = new JsonObject
            {
                ["http"] = new JsonObject { ["method"] = asked.Method.Method, ["url"] = asked.Address, ["status"] = (int)status },
            },
        };
    }

    /// <summary>No answer at all.</summary>
    public static ModuleException Of(Asked asked, Exception failure)
    {
        var told = NoAnswer.Of(asked.Url, failure, Options(asked.Names));
        return new ModuleException($"{told.AdviceFirst}{asked} failed: {told.Reason}.", failure) { Transient = told.MayPass, Cause = told };
    }

    /// <summary>An answer that should be JSON.</summary>
    public static ModuleException NotJson(Asked asked, string text) => new(
        $"Check {asked.Names.Of("pulp_url")}: {asked} answered something that is not JSON; this does not look like a Pulp server. "
            + Shortened(text))
    {
        Transient = text.AsSpan().TrimStart() is ['{' or '[', ..], // JSON that broke off
    };

    private static AddressOptions Options(OptionNames names) => new(
        names.Of("pulp_url"),
        $"{names.Of(names.Authorities)} (or REQUESTS_CA_BUNDLE)",
        names.Of("validate_certs"),
        $"Is Pulp running there, and is the port in {names.Of("pulp_url")} right?");

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

    /// <summary>Other refusals have reasons of their own: a locked role, a session.</summary>
    private static bool IsOfRoles(JsonNode? body) =>
        Detail(body) is not { } detail || PulpProse.WantsRole(detail);

    private static string Shortened(string text)
    {
        var plain = Markup().Replace(text[..Math.Min(text.Length, Readable)], " ");
        var words = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "" : $"It said: {Cut(words)}";
    }

    /// <summary>What web servers say to a request without TLS where they speak it.</summary>
    [GeneratedRegex("plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled", RegexOptions.IgnoreCase)]
    private static partial Regex PlainToTls();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
