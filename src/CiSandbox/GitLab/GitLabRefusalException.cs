// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.GitLab;

/// <summary>Ends a request with a refusal.</summary>
/// <param name="answer">The refusal.</param>
#pragma warning disable CA1032 // it cannot be without what it answers
internal sealed class GitLabRefusalException(GitLabAnswer answer) : Exception
#pragma warning restore CA1032
{
    public GitLabAnswer Answer => answer;
}
