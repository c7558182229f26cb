// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>Of one group, one runs at a time.</summary>
/// <param name="Group">Its name.</param>
/// <param name="CancelInProgress">Whether a newer one ends an older one.</param>
internal sealed record Concurrency(string Group, bool CancelInProgress)
{
    public YamlMappingNode ToTree() => Map(("group", Text(Group)), ("cancel-in-progress", Flag(CancelInProgress)));
}
