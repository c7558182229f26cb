// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;

namespace Modules.Containers.Engine;

/// <summary>Restart policies by the names that playbooks and engines use.</summary>
internal static class RestartPolicies
{
    /// <exception cref="ArgumentOutOfRangeException">No playbook may write it.</exception>
    public static RestartPolicyKind Parse(string written) => written switch
    {
        "no" => RestartPolicyKind.No,
        "on-failure" => RestartPolicyKind.OnFailure,
        "always" => RestartPolicyKind.Always,
        "unless-stopped" => RestartPolicyKind.UnlessStopped,
        _ => throw new ArgumentOutOfRangeException(nameof(written), written, "The engine has no such restart policy."),
    };

    /// <summary>An engine notes nothing where nobody chose.</summary>
    public static string Text(RestartPolicyKind? kind) => kind switch
    {
        RestartPolicyKind.OnFailure => "on-failure",
        RestartPolicyKind.Always => "always",
        RestartPolicyKind.UnlessStopped => "unless-stopped",
        _ => "no",
    };
}
