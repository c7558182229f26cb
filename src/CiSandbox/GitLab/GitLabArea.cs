using CiSandbox.Areas;

namespace CiSandbox.GitLab;

/// <summary>GitLab's API for one project.</summary>
internal static class GitLabArea
{
    public static readonly Area Area = new("gitlab", "be GitLab with one project", settings => new GitLabServer(
        settings.Text("token", "glpat-sandbox"), settings.Text("project", "cloud/kayobe-config")))
    {
        Words = new Dictionary<string, string>
        {
            ["token"] = "the token that it takes (glpat-sandbox)",
            ["project"] = "the project's path (cloud/kayobe-config)",
        },
    };
}
