// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Rules;

namespace Modules.Pulp.Access;

/// <summary>Names in a list as Pulp keeps them.</summary>
internal static class GivenNames
{
    /// <summary>Without the blanks around them and each once; "" alone, of which Ansible makes a list with a blank name, is none.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<string>? given) => given?.Select(KeptText.Of).Distinct().ToList() switch
    {
        [""] => [],
        var names => names,
    };
}
