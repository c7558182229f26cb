// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;
using Modules.Rules;

namespace Modules.Pulp.Entities;

/// <summary>The paths that the server's distributions have, as far as they may forbid others.</summary>
internal static class ServedPaths
{
    private const string Distributions = "distributions/";
    private const string Select = "fields=name,base_path,pulp_href";
    private const int AskedOneByOne = 5;

    /// <summary>All that may forbid these.</summary>
    public static async Task<IReadOnlyList<JsonObject>> NearAsync(PulpSession pulp, IReadOnlyList<PathClaim> claims, CancellationToken ct)
    {
        List<JsonObject> found = [];
        var above = claims.SelectMany(claim => claim.MayNest ? [claim.Path] : PathClaim.Parents(claim.Path).Append(claim.Path)).Distinct();
        foreach (var filter in QueryFilters.Filters("base_path", above, Distributions + Select))
        {
            found.AddRange(await pulp.ListAsync(Distributions, $"{filter}&{Select}", ct));
        }

        var strict = claims.Where(claim => !claim.MayNest).Select(claim => claim.Path).Distinct().ToList();
        if (strict.Count > AskedOneByOne)
        {
            found.AddRange(await pulp.ListAsync(Distributions, $"ordering=name&{Select}", ct));
            return found;
        }

        foreach (var path in strict)
        {
            found.AddRange(await pulp.ListAsync(Distributions, $"base_path__contains={Uri.EscapeDataString(path + "/")}&{Select}", ct));
        }

        return found;
    }

    /// <summary>Why a claim is refused; null if it is not.</summary>
    public static string? Complaint(PathClaim claim, IEnumerable<JsonObject> others)
    {
        if (others.FirstOrDefault(each => claim.IsForbiddenBy((string)each["base_path"]!)) is not { } blocking)
        {
            return null;
        }

        var words = (string)blocking["base_path"]! == claim.Path
            ? "This field must be unique."
            : $"Overlaps with existing distribution '{blocking["name"]}'.";
        return $"the base path '{claim.Path}' overlaps with '{blocking["base_path"]}' of the existing distribution '{blocking["name"]}' "
            + $"({blocking["pulp_href"]}). base_path: {words}";
    }

    /// <summary>Refuses a step of one object that claims what is taken.</summary>
    /// <exception cref="ModuleException">Its path is taken.</exception>
    public static async Task RequireFreeAsync(PulpSession pulp, Entity entity, ConvergeStep step, CancellationToken ct)
    {
        var (own, path) = step switch
        {
            ConvergeStep.Create(var body) => (null, (string?)body["base_path"]),
            ConvergeStep.Update(var found, var changes, _) => ((string?)found["pulp_href"], (string?)changes["base_path"]),
            _ => (null, null),
        };
        if (path is null || entity.MayNest is not { } mayNest)
        {
            return;
        }

        var claim = new PathClaim(path, mayNest);
        var others = (await NearAsync(pulp, [claim], ct)).Where(each => (string?)each["pulp_href"] != own);
        if (Complaint(claim, others) is { } complaint)
        {
            throw new ModuleException(complaint);
        }
    }
}
