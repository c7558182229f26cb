// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Arguments;

/// <summary>What items of all lists have.</summary>
internal static class ObjectArguments
{
    public static readonly Argument<string?> Name = Argument.Text("name");
    public static readonly Argument<string?> State = Argument.Choice("state", "present", "absent") with { Default = "present" };
}
