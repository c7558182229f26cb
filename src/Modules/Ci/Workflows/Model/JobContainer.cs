// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>What the steps of a job run in.</summary>
/// <param name="Image">The image.</param>
internal sealed record JobContainer(string Image)
{
    /// <summary>Who pulls it; null for anybody.</summary>
    public (string Username, string Password)? Credentials { get; init; }

    public YamlMappingNode ToTree() => Map(
        ("image", Text(Image)),
        ("credentials", Credentials is { } login
            ? Map(("username", Text(login.Username)), ("password", Text(login.Password)))
            : null));
}
