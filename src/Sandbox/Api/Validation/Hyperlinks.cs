using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Json;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>References between entities: hrefs (absolute URLs too) and prns, checked against what exists.</summary>
internal sealed class Hyperlinks(Schema schema, PulpStore store)
{
    /// <summary>The href that was meant.</summary>
    /// <exception cref="FieldProblemException">It leads nowhere, or to a thing of another kind.</exception>
    public string Resolve(JsonNode value, IReadOnlyList<string> targets)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            throw new FieldProblemException($"Incorrect type. Expected URL string, received {PythonText.TypeOf(value)}.");
        }

        var href = Local(value.GetValue<string>());
        if (targets.Count == 0)
        {
            return href; // uploads and artifacts: whoever uses them looks them up
        }

        var path = href.StartsWith(EntityType.Root, StringComparison.Ordinal) ? href[EntityType.Root.Length..] : "";
        var isVersion = path.Contains("/versions/", StringComparison.Ordinal);
        if (!schema.Types.Values.Any(
            type => path.StartsWith(type.Path + "/", StringComparison.Ordinal) && type.Path.Count(letter => letter == '/') >= Depth(path)))
        {
            throw new FieldProblemException("Invalid hyperlink - No URL match.");
        }

        if (!targets.Any(target => target == "versions/" ? isVersion : !isVersion && path.StartsWith(target, StringComparison.Ordinal)))
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

    /// <summary>How many slashes the path of a type must have to own this path.</summary>
    private static int Depth(string path) =>
        path.StartsWith("users/", StringComparison.Ordinal)
            || path.StartsWith("groups/", StringComparison.Ordinal)
            || path.StartsWith("signing", StringComparison.Ordinal)
        ? 0
        : path.StartsWith("pulp_container/", StringComparison.Ordinal) ? 1 : 2;
}
