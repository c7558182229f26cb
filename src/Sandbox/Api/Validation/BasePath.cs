using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>A distribution's base_path: clean, its own, and in nobody's way.</summary>
internal static partial class BasePath
{
    public static string Check(PulpStore store, Draft draft, string path)
    {
        var others = store.Under("distributions/").Where(other => other.Href != draft.Current?.Href).ToList();
        if (others.Exists(other => other.Text("base_path") == path))
        {
            throw new FieldProblemException("This field must be unique.");
        }

        if (draft.Type.App == "container" && !RegistryPath().IsMatch(path))
        {
            throw new FieldProblemException("The provided base path contains forbidden characters.");
        }

        if (path.StartsWith('/') || path.EndsWith('/'))
        {
            throw new FieldProblemException("Relative path cannot begin or end with slashes.");
        }

        if (draft.Type.App != "container" && others.Find(other => Overlap(path, other.Text("base_path")!)) is { } rival)
        {
            throw new FieldProblemException(new JsonObject { ["base_path"] = $"Overlaps with existing distribution '{rival.Text("name")}'" });
        }

        return path;
    }

    private static bool Overlap(string one, string other) =>
        one.StartsWith(other + "/", StringComparison.Ordinal) || other.StartsWith(one + "/", StringComparison.Ordinal);

    [GeneratedRegex("^[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*)*$")]
    private static partial Regex RegistryPath();
}
