// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.GoldenLists;

/// <summary>
/// What the recorded runs did wrong and a replay cannot show to be right, since the server would have to answer otherwise: the same calls
/// against the sandbox. Each was tried against the real server, too, with the same outcome.
/// </summary>
public sealed class WrongRowsTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    /// <summary>Values that Pulp trims or folds: a dry run foresees the first run, and the second finds nothing to do.</summary>
    [Theory]
    [InlineData("repositories", """{"file":[{"name":"  l2  "}]}""")]
    [InlineData("container_distribution", """{"name":"d6","base_path":"d6","repository":"c","description":"  x  ","state":"present"}""")]
    [InlineData("rpm_repository", """{"name":"n","package_signing_fingerprint":" ab ","state":"present"}""")]
    [InlineData("file_acs", """{"name":"acs1","remote":"m","paths":[" a/ ","a/"],"state":"present"}""")]
    [InlineData("distributions", """{"container":[{"name":"n1","base_path":"c/nest","repository":"c"},{"name":"n2","base_path":"c/nest/deep","repository":"c"}]}""")]
    [InlineData("distributions", """{"rpm":[{"name":"p","base_path":"p","repository":"r","checkpoint":true}]}""")]
    public async Task Converges(string module, string arguments)
    {
        await PrepareAsync();
        var dry = await RunAsync(module, arguments, checkMode: true);
        var first = await RunAsync(module, arguments);
        var second = await RunAsync(module, arguments);
        var dryAgain = await RunAsync(module, arguments, checkMode: true);

        Assert.All([dry, first, second, dryAgain], answer => Assert.True(answer["failed"] is null, answer.ToJsonString()));
        Assert.Equal(
            (true, true, false, false),
            ((bool)dry["changed"]!, (bool)first["changed"]!, (bool)second["changed"]!, (bool)dryAgain["changed"]!));
    }

    /// <summary>What Pulp refuses is told before anything is written, the other items of the list included.</summary>
    [Theory]
    [InlineData("distributions", """{"container":[{"name":"a","base_path":"ok","repository":"c"},{"name":"u","base_path":"Con/Upper","repository":"c"}]}""", "container 'u': base_path: The provided base path contains forbidden characters.")]
    [InlineData("distributions", """{"rpm":[{"name":"a","base_path":"ok","repository":"r"},{"name":"b","base_path":"b l","repository":"r"}]}""", "rpm 'b': base_path: Relative path cannot contain spaces.")]
    [InlineData("distributions", """{"rpm":[{"name":"a","base_path":"ok","repository":"r"},{"name":"above","base_path":"x","repository":"r"}]}""", "overlaps with 'x/dev' of the existing distribution 'dev'")]
    [InlineData("repositories", """{"rpm":[{"name":"one","url":"http://127.0.0.1:9/","sync_policy":"mirror_complete","skip_types":["srpm"]}]}""", "Cannot use 'skip_types' in combination with a 'mirror_complete' sync policy.")]
    [InlineData("deb_acs", """{"name":"x","remote":"apt","paths":["a/"],"state":"present"}""", "The 'paths' field is not supported for deb")]
    [InlineData("rpm_copy", """{"source_repository":"r","repository":"r","content":["/pulp/api/v3/content/rpm/packages/01900000-0000-7000-8000-000000000000/"]}""", "Pulp would leave it out of the copy without a word.")]
    public async Task Is_refused_before_anything_is_written(string module, string arguments, string told)
    {
        await PrepareAsync();
        var before = await CountAsync();
        foreach (var checkMode in (bool[])[true, false])
        {
            var answer = await RunAsync(module, arguments, checkMode);
            Assert.True((bool?)answer["failed"], answer.ToJsonString());
            Assert.Contains(told, (string?)answer["msg"], StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
    }

    private async Task<int> CountAsync() => (await _pulp.ListAsync("distributions/")).Count + (await _pulp.ListAsync("repositories/")).Count;

    private async Task PrepareAsync()
    {
        foreach (var (module, arguments) in new[]
        {
            ("container_repository", """{"name":"c"}"""), ("rpm_repository", """{"name":"r"}"""), ("rpm_publication", """{"repository":"r"}"""),
            ("rpm_distribution", """{"name":"dev","base_path":"x/dev"}"""), ("file_remote", """{"name":"m","url":"http://u.example/","policy":"on_demand"}"""),
            ("deb_remote", """{"name":"apt","url":"http://u.example/","distributions":["jammy"],"policy":"on_demand"}"""),
        })
        {
            var made = JsonNode.Parse(arguments)!.AsObject();
            made["state"] = "present";
            var answer = await _pulp.RunAsync(module, made);
            Assert.True(answer["failed"] is null, answer.ToJsonString());
        }
    }

    private Task<JsonObject> RunAsync(string module, string arguments, bool checkMode = false)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        if (module is "repositories" or "distributions")
        {
            all["progress_file"] = "";
        }

        return _pulp.RunAsync(module, all, checkMode);
    }
}
