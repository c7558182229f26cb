// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>
/// What single modules remove although others use it. As the real server has it (pulpcore 3.105): it empties the references of
/// distributions without a word, so that a guard that goes leaves them open, and refuses a remote of a content source as a task only.
/// </summary>
public sealed class StillUsedTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData("file_repository", """{"name":"r"}""", "file repository 'r' is to be removed, and is still served by d, p: hosts are given nothing there")]
    [InlineData("file_publication", """{"repository":"r"}""", " is to be removed, and is still served by p: hosts are given nothing there")]
    [InlineData("rbac_content_guard", """{"name":"g"}""", "content guard 'g' is to be removed, and still guards d: everybody can fetch")]
    [InlineData("container_repository", """{"name":"c"}""", "container repository 'c' is to be removed, and is still served by v: hosts")]
    [InlineData("container_pull_through_remote", """{"name":"q"}""", "pull-through remote 'q' is to be removed, and is still served by q: hosts")]
    public async Task What_is_still_used_is_not_removed_without_a_word(string module, string key, string warning)
    {
        await UsedAsync();
        var gone = JsonNode.Parse(key)!.AsObject();
        gone["state"] = "absent";
        var dry = await _pulp.RunAsync(module, gone, checkMode: true);
        var real = await _pulp.RunAsync(module, gone);
        var again = await _pulp.RunAsync(module, gone);

        Assert.All([dry, real], answer => Assert.Contains(warning, string.Join('|', Warnings(answer)), StringComparison.Ordinal));
        Assert.Equal((true, true, false), ((bool)dry["changed"]!, (bool)real["changed"]!, (bool)again["changed"]!));
        Assert.Empty(Warnings(again));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_remote_of_a_content_source_is_named_before_it_is_tried(bool checkMode)
    {
        await MakeAsync("file_remote", """{"name":"m","url":"http://u.example/","policy":"on_demand"}""");
        await MakeAsync("file_acs", """{"name":"a","remote":"m"}""");
        var gone = JsonNode.Parse("""{"name":"m","state":"absent"}""")!.AsObject();

        Assert.StartsWith(
            "file remote 'm' is to be removed, and still is the remote of the alternate content sources a: Pulp removes none",
            (string?)(await _pulp.RunAsync("file_remote", gone, checkMode))["msg"],
            StringComparison.Ordinal);
        _ = await _pulp.RunAsync("file_acs", """{"name":"a","state":"absent"}""");
        Assert.True((bool)(await _pulp.RunAsync("file_remote", gone, checkMode))["changed"]!);
    }

    [Fact]
    public async Task What_nobody_uses_goes_without_a_word()
    {
        foreach (var (module, more) in new[] { ("rpm_remote", ""","url":"http://u.example/" """), ("header_content_guard", ""","header_name":"h","header_value":"v" """), ("deb_repository", "") })
        {
            await MakeAsync(module, $$"""{"name":"x"{{more}}}""");
            var gone = await _pulp.RunAsync(module, """{"name":"x","state":"absent"}""");
            Assert.True((bool)gone["changed"]!, gone.ToJsonString());
            Assert.Empty(Warnings(gone));
        }
    }

    /// <summary>A repository whose latest is served behind a guard, a publication, a version of images, and a cache.</summary>
    private async Task UsedAsync()
    {
        await MakeAsync("rbac_content_guard", """{"name":"g"}""");
        await MakeAsync("file_repository", """{"name":"r"}""");
        await MakeAsync("file_distribution", """{"name":"d","base_path":"d","repository":"r","content_guard":"g"}""");
        var publication = await MakeAsync("file_publication", """{"repository":"r"}""");
        await MakeAsync("file_distribution", $$"""{"name":"p","base_path":"p","publication":"{{publication["publication"]!["pulp_href"]}}"}""");
        await MakeAsync("container_repository", """{"name":"c"}""");
        await MakeAsync("container_distribution", """{"name":"v","base_path":"v","repository":"c","version":0}""");
        await MakeAsync("container_pull_through_remote", """{"name":"q","url":"http://u.example/"}""");
        await MakeAsync("container_pull_through_distribution", """{"name":"q","base_path":"q","remote":"q"}""");
    }

    private async Task<JsonObject> MakeAsync(string module, string arguments)
    {
        var wanted = JsonNode.Parse(arguments)!.AsObject();
        wanted["state"] = "present";
        var made = await _pulp.RunAsync(module, wanted);
        Assert.True(made["failed"] is null, made.ToJsonString());
        return made;
    }

    private static List<string> Warnings(JsonObject answer) => [.. (answer["warnings"] as JsonArray ?? []).Select(each => (string)each!)];
}
