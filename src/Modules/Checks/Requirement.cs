// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Checks;

/// <summary>What a module asks of a check before it goes on.</summary>
internal static class Requirement
{
    /// <summary>Goes on where the condition holds, and with a warning where that cannot be told.</summary>
    /// <param name="run">Takes the warning.</param>
    /// <param name="check">What was looked at.</param>
    /// <param name="refused">What is not done otherwise, such as "Pulp is not upgraded".</param>
    /// <exception cref="ModuleException">The condition does not hold.</exception>
    public static void Require(this Invocation run, Check check, string refused)
    {
        switch (check.State)
        {
            case CheckState.NotOk:
                throw new ModuleException($"{refused}: {check}") { Details = check.Details };
            case CheckState.Unknown:
                _ = run.Warnings.Add(check.ToString());
                break;
            case CheckState.Ok:
            default:
                break;
        }
    }
}
