// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;

namespace CiSandbox.GitHub;

/// <summary>GitHub, as far as runners, secrets, variables and runs of workflows go.</summary>
internal static class GitHubArea
{
    public static readonly Area Area = new("github", "be GitHub's API for runners, secrets, variables and workflows", Open)
    {
        Words = new Dictionary<string, string>
        {
            ["token"] = "the token that may do everything (default: sandbox)",
            ["read-token"] = "the token that may only read (default: sandbox-read)",
            ["repository"] = "the repository that is there (default: acme/kayobe-config)",
            ["environments"] = "its deployment environments, with commas between them (default: none)",
            ["scopes"] = "the scopes of the token, which is a classic one then (default: fine-grained)",
            ["expires"] = "the seconds after which no token is good any more (default: never)",
            ["allowance"] = "requests that are answered before a limit of one second (default: no limit)",
        },
    };

    private static GitHubServer Open(AreaSettings settings) => new(settings);
}
