// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>What the token of a job may do. What is not named it may not.</summary>
internal sealed record Permissions
{
    public const string Read = "read";
    public const string Write = "write";
    public const string None = "none";

    public string? Actions { get; init; }

    public string? Checks { get; init; }

    public string? Contents { get; init; }

    public string? Packages { get; init; }

    public string? PullRequests { get; init; }

    public YamlMappingNode ToTree() => Map(
        ("actions", Level(Actions)),
        ("checks", Level(Checks)),
        ("contents", Level(Contents)),
        ("packages", Level(Packages)),
        ("pull-requests", Level(PullRequests)));

    private static YamlScalarNode? Level(string? level) => level is null ? null : Text(level);
}
