// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Container.Content;

/// <summary>Tags that shall be in a repository, or not, or are only looked for.</summary>
internal sealed record ContentItem(
    string Repository, bool IsPush, IReadOnlyList<string> Tags, string State, string? Source, bool SourceIsPush, bool AllowMissing)
{
    public static readonly Argument<string?> RepositoryName = Argument.Text("repository");

    private static readonly Argument<bool> Push = Argument.Flag("is_push", otherwise: false);
    private static readonly Argument<IReadOnlyList<string>?> TagNames = Argument.TextList("tags");
    private static readonly Argument<string?> Wanted = Argument.Choice("state", "present", "absent", "read") with { Default = "present" };
    private static readonly Argument<string?> SourceRepository = Argument.Text("src_repo");
    private static readonly Argument<bool> SourcePush = Argument.Flag("src_is_push", otherwise: false);
    private static readonly Argument<bool> Missing = Argument.Flag("allow_missing", otherwise: false);

    /// <summary>As arguments of the module itself, or of each entry of its list.</summary>
    public static IReadOnlyList<Argument> Arguments => [RepositoryName, TagNames, Wanted, SourceRepository, Push, SourcePush, Missing];

    /// <summary>The entries of a list need what the module itself needs when it has none.</summary>
    public static ArgumentSpec Entry => new(
        [
            .. Arguments.Select(
                argument => argument == RepositoryName || argument == TagNames ? argument with { Required = true } : argument),
        ],
        new RequiredIf(Wanted, "present", SourceRepository));

    /// <exception cref="ModuleException">Something is missing.</exception>
    public static ContentItem Of(ArgumentValues values)
    {
        var item = new ContentItem(
            values.Get(RepositoryName) ?? "",
            values.Get(Push),
            [.. (values.Get(TagNames) ?? []).Distinct()],
            values.Get(Wanted) ?? "present",
            values.Get(SourceRepository),
            values.Get(SourcePush),
            values.Get(Missing));
        return item.Tags.Count == 0 ? throw new ModuleException($"tags is empty for repository '{item.Repository}'. Name at least one tag.")
            : item.Tags.Any(string.IsNullOrWhiteSpace) ? throw new ModuleException(
                $"tags holds an empty name for repository '{item.Repository}'. Is a variable empty?")
            : item is { State: "present", Source: null } ? throw new ModuleException(
                "state is present but all of the following are missing: src_repo")
            : item;
    }
}
