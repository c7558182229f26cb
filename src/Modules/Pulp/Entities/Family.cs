// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Entities;

/// <summary>The kinds of objects of one plugin that belong together on the release train, as data.</summary>
/// <param name="Name">As lists and tags call it: <c>rpm</c>.</param>
/// <param name="Repository">Its repositories.</param>
/// <param name="Remote">Its remotes.</param>
/// <param name="Distribution">Its distributions.</param>
internal sealed record Family(string Name, Entity Repository, Entity Remote, Entity Distribution)
{
    /// <summary>What its distributions serve; null where they serve repositories.</summary>
    public Entity? Publication { get; init; }

    /// <summary>What its repositories are looked at for; null where nobody asked.</summary>
    public UnitKind? Content { get; init; }

    /// <summary>What its sync can be told.</summary>
    public IReadOnlyList<Field> SyncOptions { get; init; } = [];

    private HashSet<string> Untrimmed => field ??= [.. Repository.AllFields.Concat(Remote.AllFields).Concat(Distribution.AllFields)
        .Where(
            each => !each.Trimmed && each.Argument.Type == ArgumentType.Text && !each.IsReference).Select(
                each => each.Argument.Name)];

    /// <summary>Whether blanks around an option's text mean nothing.</summary>
    public bool Trims(string option) => !Untrimmed.Contains(option);

    /// <summary>Why Pulp refuses to sync a repository with these options; null if it does not.</summary>
    public Func<JsonObject, JsonObject, string?>? SyncRule { get; init; }

    /// <summary>Its distributions serve what their remotes have when it is asked for: no repository is made or synced.</summary>
    public bool IsCache { get; init; }

    /// <summary>The remote's field that is the repository's name unless given: an image is called the same upstream.</summary>
    public Argument? UpstreamName { get; init; }
}
