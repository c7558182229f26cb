// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Api;

namespace Modules.Ci.GitLab;

/// <summary>What GitLab says in sentences only, matched here and nowhere else.</summary>
internal static class GitLabProse
{
    /// <summary>The project is what is not there, or what the token's owner may not see.</summary>
    public static bool HidesProject(Refusal refusal) => refusal.Says("Project Not Found");
}
