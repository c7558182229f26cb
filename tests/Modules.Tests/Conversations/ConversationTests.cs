// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Conversations;

/// <summary>What each case costs: every request that is sent, none that is not needed.</summary>
public sealed class ConversationTests
{
    [Fact]
    public Task A_repository() => TellAsync(
        nameof(A_repository),
        ("rpm_repository", """{"name":"r","state":"present"}"""),
        ("rpm_repository", """{"name":"r","state":"present"}"""),
        ("rpm_repository", """{"name":"r","state":"present","description":"new","autopublish":true}"""),
        ("rpm_repository", """{"name":"r"}"""),
        ("rpm_repository", """{}"""),
        ("rpm_repository", """{"name":"r","state":"absent"}"""),
        ("rpm_repository", """{"name":"r","state":"absent"}"""),
        ("rpm_repository", """{"name":"r"}"""));

    [Fact]
    public Task A_remote_without_secrets() => TellAsync(
        nameof(A_remote_without_secrets),
        ("container_remote", """{"name":"r","url":"http://127.0.0.1:9","upstream_name":"a/b","state":"present"}"""),
        ("container_remote", """{"name":"r","url":"http://127.0.0.1:9","upstream_name":"a/b","state":"present"}"""),
        ("container_remote", """{"name":"r","upstream_name":"a/b","include_tags":["x"],"rate_limit":5,"state":"present"}"""),
        ("container_remote", """{"name":"r","upstream_name":"a/b","include_tags":"","rate_limit":"","state":"present"}"""));

    [Fact]
    public Task A_remote_with_secrets() => TellAsync(
        nameof(A_remote_with_secrets),
        ("rpm_remote", """{"name":"r","url":"http://127.0.0.1:9","remote_username":"u","remote_password":"p","state":"present"}"""),
        ("rpm_remote", """{"name":"r","url":"http://127.0.0.1:9","remote_username":"u","remote_password":"p","state":"present"}"""),
        ("rpm_remote", """{"name":"r","url":"http://127.0.0.1:9","remote_username":"u","remote_password":"q","state":"present"}"""),
        ("rpm_remote", """{"name":"r","remote_username":"","remote_password":"","state":"present"}"""),
        ("rpm_remote", """{"name":"r","remote_username":"","remote_password":"","state":"present"}"""),
        ("rpm_remote", """{"name":"r","url":"http://127.0.0.1:9","client_key":"","state":"present"}"""));

    [Fact]
    public Task A_container_distribution() => TellAsync(
        nameof(A_container_distribution),
        ("container_repository", """{"name":"r","state":"present"}"""),
        ("container_distribution", """{"name":"d","base_path":"a/b","repository":"r","state":"present"}"""),
        ("container_distribution", """{"name":"d","base_path":"a/b","repository":"r","state":"present"}"""),
        ("container_distribution", """{"name":"d","base_path":"a/b","repository":"r","version":0,"state":"present"}"""),
        ("container_distribution", """{"name":"d","base_path":"a/b","repository":"r","version":0,"state":"present"}"""),
        ("container_distribution", """{"name":"d","base_path":"a/b","repository":"r","state":"present"}"""),
        ("container_distribution", """{"name":"d","base_path":"a/b","repository":"nope","state":"present"}"""),
        ("container_distribution", """{"name":"d","state":"absent"}"""));

    [Fact]
    public Task Publications_of_one_version() => TellAsync(
        nameof(Publications_of_one_version),
        ("deb_repository", """{"name":"r","state":"present"}"""),
        ("deb_publication", """{"repository":"r","mode":"simple","state":"present"}"""),
        ("deb_publication", """{"repository":"r","mode":"simple","state":"present"}"""),
        ("deb_publication", """{"repository":"r","mode":"structured","state":"present"}"""),
        ("deb_publication", """{"repository":"r","mode":"verbatim","state":"present"}"""),
        ("deb_publication", """{"repository":"r","state":"absent"}"""),
        ("deb_publication", """{"repository":"r","state":"absent"}"""));

    [Fact]
    public Task A_user_and_groups() => TellAsync(
        nameof(A_user_and_groups),
        ("group", """{"group":{"name":"customers"},"state":"present"}"""),
        ("user", """{"user":{"username":"ann","password":"Correct-Horse-1","groups":["customers"]},"state":"present"}"""),
        ("user", """{"user":{"username":"ann","password":"Correct-Horse-1","groups":["customers"]},"state":"present"}"""),
        ("user", """{"user":{"username":"ann","password":"Correct-Horse-2"},"state":"present"}"""),
        ("user", """{"user":{"username":"ann","groups":[],"append":true},"state":"present"}"""),
        ("user", """{"user":{"username":"ann","groups":[]},"state":"present"}"""),
        ("group", """{"group":{"name":"customers","users":["ann"]},"state":"present"}"""),
        ("group", """{"group":{"name":"customers","users":["ann"]},"state":"present"}"""),
        ("user", """{"user":{"username":"ann"},"state":"absent"}"""));

    [Fact]
    public Task A_guard_and_its_roles() => TellAsync(
        nameof(A_guard_and_its_roles),
        ("group", """{"group":{"name":"customers"},"state":"present"}"""),
        ("rbac_content_guard", """{"name":"release","state":"present"}"""),
        (
            "role_assignment",
            """{"content_guard":"release","roles":[{"role":"core.rbaccontentguard_downloader","groups":["customers"]}],"exact":"groups","state":"present"}"""),
        (
            "role_assignment",
            """{"content_guard":"release","roles":[{"role":"core.rbaccontentguard_downloader","groups":["customers"]}],"exact":"groups","state":"present"}"""),
        ("role_assignment", """{"content_guard":"release","roles":[],"exact":"groups","state":"present"}"""),
        ("composite_content_guard", """{"name":"both","guards":["release"],"state":"present"}"""),
        ("composite_content_guard", """{"name":"both","guards":["release"],"state":"present"}"""),
        ("role", """{"name":"watcher","permissions":["core.view_task"],"state":"present"}"""),
        ("role", """{"name":"watcher","permissions":["core.view_task"],"state":"present"}"""));

    [Fact]
    public async Task A_first_dry_run_of_everything()
    {
        using var sandbox = new SandboxProcess();
        var told = new StringBuilder();
        foreach (var (module, arguments) in new[]
        {
            ("rpm_repository", """{"name":"r","state":"present"}"""),
            ("rpm_remote", """{"name":"r-remote","url":"http://127.0.0.1:9","remote_password":"p","state":"present"}"""),
            ("rpm_sync", """{"repository":"r","remote":"r-remote"}"""),
            ("rpm_publication", """{"repository":"r","state":"present"}"""),
            ("rpm_distribution", """{"name":"d","base_path":"d","repository":"r","state":"present"}"""),
            ("container_distribution", """{"name":"c","base_path":"c","repository":"r","version":1,"state":"present"}"""),
        })
        {
            _ = told.Append(await sandbox.TellAsync(module, JsonNode.Parse(arguments)!.AsObject(), checkMode: true));
        }

        Snapshot.Matches(told.ToString());
    }

    private static async Task TellAsync(string test, params (string Module, string Arguments)[] calls)
    {
        using var sandbox = new SandboxProcess();
        var told = new StringBuilder();
        foreach (var (module, arguments) in calls)
        {
            _ = told.Append(await sandbox.TellAsync(module, JsonNode.Parse(arguments)!.AsObject()));
        }

        Snapshot.Matches(Once(told.ToString()), method: test);
    }

    /// <summary>How often a task was looked at depends on the machine: once is written down.</summary>
    private static string Once(string told) => string.Join('\n', told.Split('\n').Where((line, index) =>
        index == 0 || !line.StartsWith("  GET tasks/", StringComparison.Ordinal) || told.Split('\n')[index - 1] != line));
}
