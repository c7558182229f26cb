// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;

namespace CiSandbox.GitLab;

/// <summary>GitLab, as far as runners, variables, pipelines and their schedules of one project go.</summary>
internal static class GitLabArea
{
    public static readonly Area Area = new("gitlab", "be GitLab's API for one project", settings => new GitLabServer(settings))
    {
        Words = new Dictionary<string, string>
        {
            ["token"] = "the token that may do everything (glpat-sandbox); followed by -read, -runners or -expired it is one that may "
                + "less, by -developer one of somebody who may",
            ["project"] = "the project's path (cloud/kayobe-config)",
            ["allowance"] = "how many requests it takes before it asks to wait a second",
        },
    };
}
