// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Store;

public sealed class StateFileTests
{
    private const string Files = "content/file/files/";

    [Fact]
    public async Task What_was_made_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-state-");
        try
        {
            var state = Path.Combine(folder.FullName, "state.json");
            JsonObject before;
            await using (var pulp = await LiveSandbox.StartAsync(options => options with { State = state }))
            {
                await FillAsync(pulp);
                before = await LookAsync(pulp);
            }

            await using var again = await LiveSandbox.StartAsync(options => options with { State = state });
            var after = await LookAsync(again);

            Assert.Equal(Anonymous(before, 0), Anonymous(after, 0));
            Assert.Equal("hello", await again.Http.GetStringAsync(new Uri("/pulp/content/f/a.txt", UriKind.Relative)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_state_is_refused()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}");

        var problem = await Assert.ThrowsAsync<FormatException>(() => LiveSandbox.StartAsync(options => options with { State = file }));

        Assert.Contains("is no state of a sandbox", problem.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static async Task FillAsync(LiveSandbox pulp)
    {
        var repository = await pulp.CreateAsync(
            "repositories/file/file/", new() { ["name"] = "f", ["pulp_labels"] = new JsonObject { ["a"] = "b" } });
        await pulp.CreateAsync(
            "remotes/rpm/rpm/", new() { ["name"] = "r", ["url"] = "http://127.0.0.1:9/", ["username"] = "u", ["password"] = "p" });
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a.txt"), "relative_path" },
            { new StringContent((string)repository["pulp_href"]!), "repository" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("hello")), "file", "a.txt" },
        };
        var answer = await pulp.Http.PostAsync(new Uri($"{LiveSandbox.Api}{Files}", UriKind.Relative), form);
        await pulp.WaitAsync((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["task"]!, "completed");
        await pulp.RunAsync(HttpMethod.Post, "publications/file/file/", new() { ["repository"] = (string)repository["pulp_href"]! });
        await pulp.RunAsync(
            HttpMethod.Post,
            "distributions/file/file/",
            new() { ["name"] = "f", ["base_path"] = "f", ["repository"] = (string)repository["pulp_href"]! });
    }

    private static async Task<JsonObject> LookAsync(LiveSandbox pulp)
    {
        var seen = new JsonObject();
        foreach (var path in (string[])[
            "repositories/file/file/",
            "remotes/rpm/rpm/",
            "publications/file/file/",
            "distributions/file/file/",
            Files,
            "artifacts/",
            "repository_versions/",
            "users/"])
        {
            seen[path] = await pulp.GetAsync(path);
        }

        return seen;
    }

    /// <summary>The port differs from one run to the next.</summary>
    private static string Anonymous(JsonObject seen, int port) =>
        System.Text.RegularExpressions.Regex.Replace(seen.ToJsonString(), @"127\.0\.0\.1:\d+/pulp", $"127.0.0.1:{port}/pulp");
}
