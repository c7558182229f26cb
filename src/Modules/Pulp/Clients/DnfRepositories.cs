// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Clients;

/// <summary>kayobe's <c>dnf_custom_repos</c>, of the RPM distributions.</summary>
internal sealed class DnfRepositories(Site site, Published rpm, Problems problems)
{
    private const string Id = "id";

    private static readonly Overrides Overrides = new(
        "dnf", Id, "description", "file", "enabled", "gpgkey", "gpgcheck", "gpgcakey", "repo_gpgcheck",
        "cost", "priority", "exclude", "includepkgs", "metadata_expire", "proxy", "sslverify");

    public static readonly IReadOnlyList<Argument> Arguments = [Overrides.Defaults, Overrides.Each];

    public JsonObject Of(Invocation run)
    {
        Overrides.Check(run, rpm);
        var repositories = new JsonObject();
        foreach (var item in rpm.Wanted)
        {
            var entry = Entry(item);
            Overrides.Apply(run, entry, item, rpm.IdOf(item));
            var id = entry[Id]?.ToString() ?? rpm.IdOf(item);
            _ = entry.Remove(Id);
            if (!item.Absent && !entry.ContainsKey("file"))
            {
                entry["file"] = id;
            }

            if (!IsId(id))
            {
                problems.Add(
                    item,
                    $"'{id}' cannot be the id of a dnf repository: letters, digits and - _ . : only. "
                        + $"Give another as id in {Overrides.Each.Name}.");
            }
            else if (!repositories.TryAdd(id, item.Absent ? new JsonObject { ["state"] = "absent" } : entry))
            {
                problems.Add(item, $"another distribution has the id '{id}', too. Give another as id in {Overrides.Each.Name}.");
            }
        }

        return repositories;
    }

    private JsonObject Entry(Item item)
    {
        var entry = new JsonObject
        {
            ["baseurl"] = site.At(item.Get(DistributionArguments.BasePath) ?? ""),
            ["description"] = rpm.RepositoryOf(item) ?? item.Name,
            ["enabled"] = true,
        };
        if (site.Packages.Username is { } username)
        {
            (entry["username"], entry["password"]) = (username, site.Packages.Password);
        }

        return entry;
    }

    private static bool IsId(string id) =>
        id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_.:".Contains(letter, StringComparison.Ordinal));
}
