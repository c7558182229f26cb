// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>References between entities: hrefs (absolute URLs too) and prns, checked against what exists.</summary>
internal sealed partial class Hyperlinks(Schema schema, PulpStore store)
{
    /// <summary>The href that was meant.</summary>
    /// <exception cref="FieldProblemException">It leads nowhere, or to a thing of another kind.</exception>
    /// <exception cref="HttpProblemException">It is no text: Pulp has an error of its own then.</exception>
    public string Resolve(JsonNode value, IReadOnlyList<string> targets)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            throw HttpProblemException.ServerError();
        }

        var given = value.GetValue<string>();
        var href = given.StartsWith("prn:", StringComparison.Ordinal) ? Named(given) : Local(given);
        if (targets.Count == 0)
        {
            return href; // uploads and artifacts: whoever uses them looks them up
        }

        var path = href.StartsWith(EntityType.Root, StringComparison.Ordinal) ? href[EntityType.Root.Length..] : "?";
        var isVersion = VersionPath().IsMatch(path);
        var isThing = isVersion || (ThingPath().Match(path) is { Success: true } thing && IsType(thing.Groups[1].Value));
        if (!isThing && path.Length > 0 && !IsList(path))
        {
            throw new FieldProblemException("Invalid hyperlink - No URL match.");
        }

        if (!isThing
            || !targets.Any(target => target == "versions/" ? isVersion : !isVersion && path.StartsWith(target, StringComparison.Ordinal)))
        {
            throw new FieldProblemException("Invalid hyperlink - Incorrect URL match.");
        }

        return Exists(href, isVersion) ? href : throw new FieldProblemException("Invalid hyperlink - Object does not exist.");
    }

    /// <summary>The path of an absolute URL; the href a prn stands for.</summary>
    public string Local(string reference) => reference switch
    {
        _ when reference.StartsWith("prn:core.repositoryversion:", StringComparison.Ordinal) =>
            store.Versions.All.FirstOrDefault(version => version.Prn == reference)?.Href ?? reference,
        _ when reference.StartsWith("prn:", StringComparison.Ordinal) =>
            store.Under("").FirstOrDefault(entity => entity.Prn == reference)?.Href ?? reference,
        _ when Uri.TryCreate(reference, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal) =>
            url.AbsolutePath,
        _ => reference,
    };

    public bool Exists(string href, bool isVersion) => isVersion ? store.Versions.Find(href) is not null : store.Find(href) is not null;

    /// <summary>What a prn stands for; of what is not there, the href it would have.</summary>
    private string Named(string prn)
    {
        if (prn.Split(':') is not ["prn", var model, var id])
        {
            throw new FieldProblemException("Invalid hyperlink - No URL match.");
        }

        if (model != "core.repositoryversion" && schema.HrefOf(prn) is null)
        {
            throw new FieldProblemException($"Model {model} does not exist");
        }

        if (!id.All(char.IsAsciiDigit) && (id.Length != 36 || !Guid.TryParseExact(id, "D", out _)))
        {
            throw new FieldProblemException($"\u201c{id}\u201d is not a valid UUID.");
        }

        return Local(prn) is var found && found != prn ? found : schema.HrefOf(prn) ?? prn;
    }

    private bool IsType(string path) =>
        schema.Types.TryGetValue(path, out var type) && (path.Contains('/', StringComparison.Ordinal) || type.Verbs.Count > 0);

    /// <summary>The path of a list, which is a URL of the API, but of no thing.</summary>
    private bool IsList(string path) => schema.Types.ContainsKey(path.TrimEnd('/')) && path.EndsWith('/') || VersionsPath().IsMatch(path);

    [GeneratedRegex(@"^([a-z0-9_/-]+)/(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d+)/$")]
    private static partial Regex ThingPath();

    [GeneratedRegex(@"^repositories/[a-z0-9_/-]+/[0-9a-f-]{36}/versions/\d+/$")]
    private static partial Regex VersionPath();

    [GeneratedRegex(@"^repositories/[a-z0-9_/-]+/[0-9a-f-]{36}/versions/$")]
    private static partial Regex VersionsPath();
}
