// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Access;

/// <summary>What somebody with few roles or none is answered. Each status is what a pulpcore 3.105 answered to the same request.</summary>
public sealed class AccessPolicyTests
{
    private const string Password = "quite-A-secret-99";

    /// <summary>What is not shown is as if it were not there; what may not be done to anything is refused.</summary>
    [Theory]
    [InlineData("", "GET REPOSITORY", 404)]
    [InlineData("", "PATCH REPOSITORY", 404)]
    [InlineData("", "DELETE REPOSITORY", 404)]
    [InlineData("", "POST REPOSITORYsync/", 404)]
    [InlineData("", "POST REPOSITORYmodify/", 404)]
    [InlineData("", "GET REPOSITORYlist_roles/", 404)]
    [InlineData("", "POST REPOSITORYset_label/", 404)]
    [InlineData("", "GET REPOSITORYversions/", 403)]
    [InlineData("", "GET REPOSITORYversions/1/", 403)]
    [InlineData("", "DELETE REPOSITORYversions/1/", 403)]
    [InlineData("", "GET UNIT", 404)]
    [InlineData("", "GET TASK", 404)]
    [InlineData("", "PATCH TASK", 404)]
    [InlineData("", "POST repositories/file/file/", 403)]
    [InlineData("", "POST publications/file/file/", 403)]
    [InlineData("", "GET users/", 403)]
    [InlineData("", "GET artifacts/", 403)]
    [InlineData("", "GET access_policies/", 403)]
    [InlineData("", "GET status/", 200)]
    [InlineData("", "GET repository_versions/", 200)] // of all repositories
    [InlineData("file.filerepository_viewer", "GET REPOSITORY", 200)]
    [InlineData("file.filerepository_viewer", "PATCH REPOSITORY", 403)]
    [InlineData("file.filerepository_viewer", "POST REPOSITORYsync/", 403)]
    [InlineData("file.filerepository_viewer", "GET REPOSITORYlist_roles/", 403)]
    [InlineData("file.filerepository_viewer", "GET REPOSITORYversions/1/", 200)]
    [InlineData("file.filerepository_viewer", "DELETE REPOSITORYversions/1/", 403)]
    [InlineData("file.filerepository_viewer", "GET UNIT", 200)]
    [InlineData("file.filerepository_owner", "PATCH REPOSITORY", 202)]
    [InlineData("file.filerepository_owner", "GET REPOSITORYlist_roles/", 200)]
    public async Task A_request_is_answered_by_the_policy_of_its_view(string role, string request, int status)
    {
        await using var world = await World.StartAsync();
        if (role.Length > 0)
        {
            await world.GiveAsync(role);
        }

        Assert.Equal(status, (await world.AskAsync(request)).Status);
    }

    [Theory]
    [InlineData("repositories/")]
    [InlineData("repositories/file/file/")]
    [InlineData("content/")]
    [InlineData("content/file/files/")]
    [InlineData("tasks/")]
    public async Task A_list_has_what_is_shown(string path)
    {
        await using var world = await World.StartAsync();
        Assert.Equal(0, (int)(await world.AskAsync($"GET {path}")).Body!["count"]!);
        if (path == "tasks/")
        {
            return; // a task is its maker's, whoever sees the repository
        }

        await world.GiveAsync("file.filerepository_viewer");
        Assert.NotEqual(0, (int)(await world.AskAsync($"GET {path}")).Body!["count"]!);
    }

    [Fact]
    public async Task Who_may_create_owns_what_was_created()
    {
        await using var world = await World.StartAsync();
        await world.Pulp.CreateAsync($"{world.User}roles/", new() { ["role"] = "file.filerepository_creator", ["content_object"] = null });
        var made = await world.AskAsync("POST repositories/file/file/");
        Assert.Equal(201, made.Status);
        Assert.Equal(202, (await world.AskAsync($"DELETE {made.Body!["pulp_href"]}")).Status);
        Assert.Equal(404, (await world.AskAsync("DELETE REPOSITORY")).Status);
    }

    private sealed class World(LiveSandbox pulp, string repository, string user) : IAsyncDisposable
    {
        public LiveSandbox Pulp => pulp;

        public string User => user;

        public static async Task<World> StartAsync()
        {
            var pulp = await LiveSandbox.StartAsync();
            var repository = (string)(await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "r" }))["pulp_href"]!;
            var user = (string)(await pulp.CreateAsync("users/", new() { ["username"] = "reader", ["password"] = Password }))["pulp_href"]!;
            using var form = new MultipartFormDataContent
            {
                { new StringContent("a"), "relative_path" }, { new StringContent(repository), "repository" },
                { new ByteArrayContent("a"u8.ToArray()), "file", "a" },
            };
            using var uploaded = await pulp.Http.PostAsync(new Uri("/pulp/api/v3/content/file/files/", UriKind.Relative), form);
            await pulp.WaitAsync((string)JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["task"]!, "completed");
            return new World(pulp, repository, user);
        }

        public Task<JsonObject> GiveAsync(string role) =>
            pulp.CreateAsync($"{repository}add_role/", new() { ["role"] = role, ["users"] = new JsonArray("reader") });

        /// <summary>As the reader: a verb, and a path that may name what there is.</summary>
        public async Task<(int Status, JsonNode? Body)> AskAsync(string request)
        {
            var (verb, path) = request.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException(request);
            path = path.Replace("REPOSITORY", repository, StringComparison.Ordinal)
                .Replace("UNIT", await FirstAsync("content/file/files/"), StringComparison.Ordinal)
                .Replace("TASK", await FirstAsync("tasks/"), StringComparison.Ordinal);
            using var asked = new HttpRequestMessage(new HttpMethod(verb), path.StartsWith('/') ? path : $"/pulp/api/v3/{path}");
            asked.Headers.Authorization = LiveSandbox.Basic("reader", Password);
            asked.Content = verb is "POST" or "PATCH" ? new StringContent(Body(path), System.Text.Encoding.UTF8, "application/json") : null;
            using var answer = await pulp.Http.SendAsync(asked);
            var text = await answer.Content.ReadAsStringAsync();
            return ((int)answer.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null);
        }

        public ValueTask DisposeAsync() => pulp.DisposeAsync();

        private string Body(string path) => path.EndsWith("set_label/", StringComparison.Ordinal) ? """{"key":"a","value":"b"}"""
            : path.Contains("/tasks/", StringComparison.Ordinal) ? """{"state":"canceled"}"""
            : path.EndsWith("publications/file/file/", StringComparison.Ordinal) ? $$"""{"repository":"{{repository}}"}"""
            : path.EndsWith("repositories/file/file/", StringComparison.Ordinal) ? """{"name":"mine"}"""
            : path == repository ? """{"description":"x"}"""
            : "{}";

        private async Task<string> FirstAsync(string path) =>
            (string)(await pulp.GetAsync(path))["results"]!.AsArray()[0]!["pulp_href"]!;
    }
}
