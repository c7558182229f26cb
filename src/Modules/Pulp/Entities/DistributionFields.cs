// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Entities;

/// <summary>What the distributions of all plugins share.</summary>
internal static class DistributionFields
{
    public static readonly IReadOnlyList<Field> Common =
    [
        BasePath(BasePathRules.Relative),
        new ReferenceField("content_guard", () => AnyKind.ContentGuard) { Blank = true },
        Flag("hidden").Since("core", "3.27"),
        new LabelsField(),
    ];

    /// <summary>Served: a publication, by href.</summary>
    public static Field Publication(string plugin) =>
        new HrefField(DistributionArguments.Publication.Name, $"publications/{plugin}/", Models[plugin]).Clearable();

    private static readonly Dictionary<string, string> Models = new()
    {
        ["rpm/rpm"] = "rpm.rpmpublication",
        ["file/file"] = "file.filepublication",
        ["python/pypi"] = "python.pythonpublication",
    };

    /// <summary>Where it serves.</summary>
    public static Field BasePath(Rule rule) => Of(DistributionArguments.BasePath).NeededIfPresent().Following(rule);

    /// <summary>Served: the newest publication of a repository, by name, or with a number one version.</summary>
    public static Field Repository(Func<Target> target, string component, string versionSince) =>
        new RepositoryOrVersionField(target) { Blank = true, OneVersion = new(component, Version.Parse(versionSince)) };

    /// <summary>What a distribution serves: one of these.</summary>
    public static Exclusion Sources(bool alwaysSent) =>
        new(["publication", "repository"], alwaysSent) { Younger = ["repository_version"] };
}
