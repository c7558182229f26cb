// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Refit;

namespace Modules.Ci.GitLab;

/// <summary>Whose runners are meant: a project's, a group's, or all of the server's.</summary>
/// <param name="Type">GitLab's word for it.</param>
/// <param name="Page">A page of their list.</param>
internal sealed record RunnerList(string Type, Func<IGitLab, string, CancellationToken, Task<IApiResponse<JsonNode>>> Page)
{
    public static readonly Argument<string?> Project = Argument.Text("project");
    public static readonly Argument<string?> Group = Argument.Text("group");

    public static readonly IReadOnlyList<Argument> Arguments = [Project, Group];

    public static readonly Constraint OneOfThem = new MutuallyExclusive(Project, Group);

    /// <summary>Those that lie there themselves, not those that come from above.</summary>
    public static RunnerList Of(Invocation run) => (run.Get(Project), run.Get(Group)) switch
    {
        ({ Length: > 0 } project, _) =>
            new("project_type", (gitlab, page, ct) => gitlab.ProjectRunnersAsync(GitLabConnection.Plain(project), page, ct)),
        (_, { Length: > 0 } group) =>
            new("group_type", (gitlab, page, ct) => gitlab.GroupRunnersAsync(GitLabConnection.Plain(group), page, ct)),
        _ => new("instance_type", (gitlab, page, ct) => gitlab.InstanceRunnersAsync(page, ct)),
    };

    /// <summary>The runner of a name; null for none.</summary>
    /// <exception cref="ModuleException">Several have it.</exception>
    public async Task<JsonObject?> FindAsync(GitLabApi gitlab, string description, CancellationToken ct)
    {
        var named = (await gitlab.ListAsync(Page, ct)).Where(runner => (string?)runner["description"] == description).ToList();
        return named.Count <= 1 ? named.FirstOrDefault() : throw new ModuleException(
            $"Remove or rename runners until one is called '{description}': there are {named.Count}, "
                + $"{string.Join(", ", named.Select(runner => $"#{runner["id"]} ({runner["status"]})"))}.");
    }
}
