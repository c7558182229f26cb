// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CommandLine;
using ModuleHost;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Clients;

/// <summary>What the lists cannot know, such as keys of packages: for all repositories, and for some by what hosts call them.</summary>
/// <param name="plural">The beginning of the options' names.</param>
/// <param name="keys">What may be set.</param>
internal sealed class Overrides(string plural, params IReadOnlyList<string> keys)
{
    public Argument<JsonObject?> Defaults { get; } = Argument.Mapping(plural + "_defaults");

    public Argument<JsonObject?> Each { get; } = Argument.Mapping(plural + "_overrides");

    /// <summary>Looks for names and keys that nobody reads: a misspelt one would go unnoticed until a host fails.</summary>
    /// <exception cref="ModuleException">There are some.</exception>
    public void Check(Invocation run, Published published)
    {
        var known = published.All.SelectMany(item => new[] { item.Name, published.IdOf(item) }).ToHashSet();
        Check(run.Get(Defaults) ?? [], Defaults.Name);
        foreach (var (name, values) in run.Get(Each) ?? [])
        {
            if (!known.Contains(name))
            {
                throw new ModuleException($"{Each.Name}: no distribution is called '{name}'{Nearest.Hint(name, known) ?? "."}");
            }

            Check(
                values as JsonObject ?? throw new ModuleException($"{Each.Name}: what '{name}' has is not a dictionary."),
                $"{Each.Name} '{name}'");
        }
    }

    /// <summary>Sets what was given for a distribution, the nearer over the farther.</summary>
    public void Apply(Invocation run, JsonObject entry, Item item, string id)
    {
        var each = run.Get(Each);
        foreach (
            var values in new[] { run.Get(Defaults), each?[id] as JsonObject, id == item.Name ? null : each?[item.Name] as JsonObject })
        {
            foreach (var (key, value) in values ?? [])
            {
                entry[key] = value?.DeepClone();
            }
        }
    }

    private void Check(JsonObject values, string where)
    {
        if (values.Select(pair => pair.Key).FirstOrDefault(key => !keys.Contains(key)) is { } strange)
        {
            throw new ModuleException(
                $"{where}: '{strange}' cannot be set here{Nearest.Hint(strange, keys) ?? "."} What can: {string.Join(", ", keys)}.");
        }
    }
}
