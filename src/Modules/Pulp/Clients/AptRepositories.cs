// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Clients;

/// <summary>kayobe's <c>apt_repositories</c>, of the Debian distributions and the repositories they serve.</summary>
internal sealed class AptRepositories(Site site, Published deb, Problems problems)
{
    private static readonly Overrides Overrides =
        new("apt", "types", "suites", "components", "architecture", "signed_by", "trusted", "name");

    public static readonly IReadOnlyList<Argument> Arguments = [Overrides.Defaults, Overrides.Each];

    private static readonly Argument<IReadOnlyList<string>?> Distributions = RemoteArguments.Distributions with { Separator = ' ' };
    private static readonly Argument<IReadOnlyList<string>?> Components = Argument.TextList("components") with { Separator = ' ' };
    private static readonly Argument<IReadOnlyList<string>?> Architectures = Argument.TextList("architectures") with { Separator = ' ' };

    /// <summary>What is read of a repository; the role and the module <c>repositories</c> read more.</summary>
    public static readonly ArgumentSpec Source = new(
    [
        ObjectArguments.Name with { Required = true },
        Distributions,
        Components,
        Architectures,
    ])
    {
        Lenient = true,
    };

    public JsonArray Of(Invocation run, IReadOnlyList<ArgumentValues> repositories)
    {
        Overrides.Check(run, deb);
        var entries = new JsonArray();
        foreach (var item in deb.Wanted.Where(item => !item.Absent))
        {
            var entry = new JsonObject { ["url"] = site.At(item.Get(DistributionArguments.BasePath) ?? "") };
            var repository = deb.RepositoryOf(item);
            var source = repositories.FirstOrDefault(each => each.Get(ObjectArguments.Name) == repository);
            Describe(entry, item.Get(PublicationArguments.Mode), source);
            Overrides.Apply(run, entry, item, deb.IdOf(item));
            Check(entry, item, repository);
            entries.Add((JsonNode?)entry);
        }

        return entries;
    }

    /// <summary>What the publication offers: all in one place, or what upstream does.</summary>
    private static void Describe(JsonObject entry, string? mode, ArgumentValues? repository)
    {
        var isSimple = mode == "simple";
        entry["suites"] = isSimple ? "default" : Joined(repository, Distributions);
        entry["components"] = isSimple ? "all" : Joined(repository, Components);
        if (Joined(repository, Architectures) is { } architectures)
        {
            entry["architecture"] = architectures;
        }
    }

    private void Check(JsonObject entry, Item item, string? repository)
    {
        var source = repository is null ? "the repository that it serves" : $"its repository '{repository}' in deb_repositories";
        if (entry["suites"] is null)
        {
            problems.Add(
                item, $"it is not known which suites it has. Give distributions for {source}, or suites in {Overrides.Each.Name}.");
        }
        else if (entry["suites"]!.ToString().Split(' ').FirstOrDefault(suite => suite.EndsWith('/')) is { } flat)
        {
            problems.Add(item, $"'{flat}' is a flat repository, which apt_repositories of kayobe cannot express. Leave it out of deb.");
        }
        else if (entry["components"] is null)
        {
            problems.Add(item, $"it is not known which components it has. Give components for {source}, or in {Overrides.Each.Name}.");
        }
    }

    private static string? Joined(ArgumentValues? repository, Argument<IReadOnlyList<string>?> argument) =>
        repository?.Get(argument) is { Count: > 0 } words ? string.Join(' ', words) : null;
}
