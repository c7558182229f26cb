// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Rpm;

/// <summary>Copies packages and other units between RPM repositories, with what they depend on if asked.</summary>
internal sealed class RpmCopyModule : IModule
{
    private const string Packages = "content/rpm/packages/";

    private static readonly Argument<string> Source = Argument.RequiredText("source_repository");
    private static readonly Argument<long?> SourceVersion = Argument.Number("source_version");
    private static readonly Argument<string> Destination = Argument.RequiredText("repository");
    private static readonly Argument<long?> BaseVersion = Argument.Number("base_version");
    private static readonly Argument<IReadOnlyList<string>?> Names = Argument.TextList("packages");
    private static readonly Argument<IReadOnlyList<string>?> Units = Argument.TextList("content");
    private static readonly Argument<bool> DependencySolving = Argument.Flag("dependency_solving", otherwise: true);

    public string Name => "rpm_copy";

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Source, SourceVersion, Destination, BaseVersion, Names, Units, DependencySolving]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var source = await pulp.FindAsync(RpmRepository.Entity, run.Get(Source), ct);
        var destination = await pulp.FindAsync(RpmRepository.Entity, run.Get(Destination), ct);
        var from = run.Get(SourceVersion) is { } given
            ? await NumberedVersion.HrefAsync(pulp, source, given, SourceVersion.Name, ct)
            : (string)source["latest_version_href"]!;
        var config = new JsonObject { ["source_repo_version"] = from, ["dest_repo"] = (string?)destination["pulp_href"] };
        if (run.Get(BaseVersion) is { } number)
        {
            _ = await NumberedVersion.HrefAsync(pulp, destination, number, BaseVersion.Name, ct);
            config["dest_base_version"] = number; // a number, where the source is an href
        }

        // Neither packages nor content: everything.
        if (run.Has(Names) || run.Has(Units))
        {
            var found = await FindAsync(pulp, from, run.Get(Names) ?? [], ct);
            await RequireAsync(pulp, from, run.Get(Units) ?? [], ct);
            config["content"] = new JsonArray([.. found.Concat(run.Get(Units) ?? []).Select(href => (JsonNode?)href)]);
        }

        var body = new JsonObject { ["config"] = new JsonArray(config), ["dependency_solving"] = run.Get(DependencySolving) };
        var task = await pulp.ActAsync("rpm/copy/", body, ct);
        var isNew = task is null && await BringsNewAsync(run, pulp, config, destination, ct);
        var before = (string?)destination["latest_version_href"];
        var after = SyncModule.Version(task, $"{destination["versions_href"]}") ?? before;
        return new ModuleResult(isNew || after != before) { Values = new JsonObject { ["repository_version"] = after } };
    }

    /// <exception cref="ModuleException">The source lacks one.</exception>
    private static async Task<List<string>> FindAsync(PulpSession pulp, string version, IReadOnlyList<string> names, CancellationToken ct)
    {
        List<string> hrefs = [];
        foreach (var name in version.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal) ? [] : names)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ModuleException("packages holds an empty name, and Pulp would take that for all packages there are.");
            }

            var key = new JsonObject { ["repository_version"] = version, ["name"] = name };
            var found = await pulp.ListAsync(Packages, ObjectKey.Query(key) + "&fields=pulp_href", ct);
            hrefs.AddRange(found.Count > 0
                ? found.Select(unit => (string)unit["pulp_href"]!)
                : throw new ModuleException($"There is no package '{name}' in {version}."));
        }

        return hrefs;
    }

    /// <summary>Check mode's answer: whether the destination lacks some of what is named. An older version may become anything.</summary>
    private static async Task<bool> BringsNewAsync(
        Invocation run, PulpSession pulp, JsonObject config, JsonObject destination, CancellationToken ct)
    {
        var (from, to) = ((string)config["source_repo_version"]!, (string)destination["latest_version_href"]!);
        if (run.Has(BaseVersion) || IsPretended(from) || IsPretended(to))
        {
            return true;
        }

        var all = ObjectKey.Query(new JsonObject { ["repository_version"] = from }) + "&fields=pulp_href";
        var wanted = (config["content"] as JsonArray)?.Select(href => (string)href!)
            ?? (await pulp.ListAsync("content/", all, ct)).Select(unit => (string)unit["pulp_href"]!);
        if ((await MissingAsync(pulp, to, wanted, ct)).Count > 0)
        {
            return true;
        }

        if (run.Get(DependencySolving) && config["content"] is JsonArray { Count: > 0 })
        {
            _ = run.Warnings.Add(
                "Check mode does not solve dependencies: the destination has all that is named, and a copy would add what that needs.");
        }

        return false;
    }

    /// <summary>Pulp copies what is in the source and says nothing of the rest.</summary>
    /// <exception cref="ModuleException">The source lacks some of it.</exception>
    private static async Task RequireAsync(PulpSession pulp, string version, IReadOnlyList<string> hrefs, CancellationToken ct)
    {
        if (!IsPretended(version) && await MissingAsync(pulp, version, hrefs, ct) is { Count: > 0 } missing)
        {
            throw new ModuleException(
                $"content: {string.Join(", ", missing.Order(StringComparer.Ordinal))}: not in {version}. "
                    + "Pulp would leave it out of the copy without a word.");
        }
    }

    /// <summary>What a version has not, of what is there.</summary>
    private static async Task<HashSet<string>> MissingAsync(
        PulpSession pulp, string version, IEnumerable<string> hrefs, CancellationToken ct)
    {
        var missing = hrefs.Where(href => href != ConvergeStep.Pretended).ToHashSet();
        var rest = ObjectKey.Query(new JsonObject { ["repository_version"] = version }) + "&fields=pulp_href";
        foreach (var filter in QueryFilters.Filters("pulp_href", missing, rest).ToList())
        {
            missing.ExceptWith((await pulp.ListAsync("content/", $"{filter}&{rest}", ct)).Select(unit => (string)unit["pulp_href"]!));
        }

        return missing;
    }

    private static bool IsPretended(string version) => version.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal);
}
