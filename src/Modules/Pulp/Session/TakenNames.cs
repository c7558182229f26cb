// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Session;

/// <summary>
/// Names are unique over all kinds of repositories, of remotes, of distributions and of content guards. Pulp itself only says
/// "This field must be unique.", and a kind's own list does not show what has the name.
/// </summary>
internal static class TakenNames
{
    private static readonly string[] Shared = ["repositories/", "remotes/", "distributions/", "contentguards/"];

    /// <summary>The collection over which a kind's names are unique, where others share it; null where none does.</summary>
    public static string? Collection(string path) =>
        Shared.FirstOrDefault(each => path.StartsWith(each, StringComparison.Ordinal));

    /// <summary>All objects of a collection that have one of the names, with name, href and the fields asked for besides.</summary>
    public static async Task<IReadOnlyList<JsonObject>> FindAsync(
        PulpSession pulp, string collection, IEnumerable<string> names, CancellationToken ct, params IReadOnlyList<string> fields)
    {
        var select = "fields=" + string.Join(',', ["name", "pulp_href", .. fields]);
        List<JsonObject> found = [];
        foreach (var filter in QueryFilters.Filters("name", names.Distinct(), collection + select))
        {
            found.AddRange(await pulp.ListAsync(collection, $"{filter}&{select}", ct));
        }

        return found;
    }

    /// <summary>Why one of a kind cannot be created with a name; null where nobody else has it.</summary>
    public static string? Complaint(PulpSession pulp, string path, string name, IEnumerable<JsonObject> found) =>
        found.FirstOrDefault(each => (string?)each["name"] == name && !Is(pulp, path, each)) is { } other
            ? $"name: This field must be unique. {(string)other["pulp_href"]!} is another kind of {Word(path)} and has the name '{name}'. "
                + "Names are unique over all kinds; rename or remove one."
            : null;

    /// <summary>What several kinds have in common, as in <c>repository</c>.</summary>
    public static string Word(string path) => Collection(path) switch
    {
        "repositories/" => "repository",
        "remotes/" => "remote",
        "distributions/" => "distribution",
        _ => "content guard",
    };

    /// <summary>Refuses a step of one object that would take another kind's name.</summary>
    /// <exception cref="ModuleException">The name is taken.</exception>
    public static async Task RequireFreeAsync(PulpSession pulp, string path, ConvergeStep step, CancellationToken ct)
    {
        if (step is ConvergeStep.Create(var body) && Collection(path) is { } collection && (string?)body["name"] is { } name
            && Complaint(pulp, path, name, await FindAsync(pulp, collection, [name], ct)) is { } complaint)
        {
            throw new ModuleException(complaint);
        }
    }

    private static bool Is(PulpSession pulp, string path, JsonObject found) =>
        ((string)found["pulp_href"]!).StartsWith(pulp.Api.Root + path, StringComparison.Ordinal);
}
