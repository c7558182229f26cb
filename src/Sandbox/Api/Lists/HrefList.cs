// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Lists;

/// <summary>pulp_href__in=: what is no href is an error; none at all finds nothing.</summary>
internal static class HrefList
{
    public const string Key = "pulp_href__in";

    /// <exception cref="HttpProblemException">One that leads to no object's place.</exception>
    public static HashSet<string> Of(string value) =>
        value.Length == 0 ? [] : [.. value.Split(',', StringSplitOptions.TrimEntries).Select(Local)];

    /// <exception cref="HttpProblemException">One that leads to no object's place.</exception>
    public static Func<Row, bool> Test(string value)
    {
        var hrefs = Of(value);
        return row => hrefs.Contains(Values.Text(row["pulp_href"]) ?? "");
    }

    private static string Local(string given)
    {
        var path = Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? url.AbsolutePath
            : given;
        if (!path.StartsWith(EntityType.Root, StringComparison.Ordinal))
        {
            throw HttpProblemException.Refused(new JsonArray($"URI not valid: {given}"));
        }

        var id = EntityType.IdOf(path);
        return Guid.TryParse(id, out _) || (id.All(char.IsAsciiDigit) && EntityType.RepositoryOf(path) is null)
            ? path
            : throw HttpProblemException.Refused(new JsonArray("URI does not contain an unqualified resource PK"));
    }
}
