// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>Secrets with servers that answer one that is the same as a change: pulpcore before 3.90.</summary>
public sealed class SecretsMarkerTests
{
    private const string Label = "kayobe_modules_secrets";
    private const string Key = "a key of the caller's";

    public static TheoryData<string> Older => ["3.21", "3.49"];

    [Theory]
    [MemberData(nameof(Older))]
    public async Task Without_it_both_modes_say_changed_and_why(string version)
    {
        using var pulp = new SandboxProcess("--pulp-version", version);
        _ = await pulp.RunAsync("rpm_remote", Remote("geheim-1"));

        var foreseen = await pulp.RunAsync("rpm_remote", Remote("geheim-1"), checkMode: true);
        var real = await pulp.RunAsync("rpm_remote", Remote("geheim-1"));

        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.True((bool?)real["changed"], real.ToJsonString());
        Assert.Contains("Give secrets_marker and secrets_marker_key", foreseen["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(foreseen["warnings"]!.ToJsonString(), real["warnings"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task With_it_a_remote_is_unchanged_until_a_secret_is_another(string version)
    {
        using var pulp = new SandboxProcess("--pulp-version", version);
        await AgreeAsync(pulp, "rpm_remote", Marked(Remote("geheim-1")), changed: true);
        await AgreeAsync(pulp, "rpm_remote", Marked(Remote("geheim-1")), changed: false);
        var first = await LabelAsync(pulp);
        Assert.DoesNotContain("geheim", first, StringComparison.Ordinal);

        await AgreeAsync(pulp, "rpm_remote", Marked(Remote("geheim-2")), changed: true);
        await AgreeAsync(pulp, "rpm_remote", Marked(Remote("geheim-2")), changed: false);
        Assert.NotEqual(first, await LabelAsync(pulp));

        var labelled = Marked(Remote("geheim-2"));
        labelled["pulp_labels"] = new JsonObject { ["mine"] = "1" };
        var answer = await AgreeAsync(pulp, "rpm_remote", labelled, changed: true);
        Assert.Equal("""{"mine":"1"}""", answer["remote"]!["pulp_labels"]!.ToJsonString());
        await AgreeAsync(pulp, "rpm_remote", labelled, changed: false);

        var otherKey = Marked(Remote("geheim-2"));
        otherKey["secrets_marker_key"] = "another key of another";
        await AgreeAsync(pulp, "rpm_remote", otherKey, changed: true);
        await AgreeAsync(pulp, "rpm_remote", otherKey, changed: false);

        var unset = Marked(Remote(""));
        await AgreeAsync(pulp, "rpm_remote", unset, changed: true);
        Assert.DoesNotContain("password:", await LabelAsync(pulp), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task With_it_a_list_is_unchanged_the_second_time(string version)
    {
        using var pulp = new SandboxProcess("--pulp-version", version);
        JsonObject List(string secret, bool marked)
        {
            var item = new JsonObject
            {
                ["name"] = "one",
                ["url"] = "http://127.0.0.1:9/",
                ["policy"] = "on_demand",
                ["remote_username"] = "user",
                ["remote_password"] = secret,
            };
            var all = new JsonObject { ["rpm"] = new JsonArray(item), ["sync"] = false, ["preflight"] = false, ["progress_file"] = "" };
            return marked ? Marked(all) : all;
        }

        await AgreeAsync(pulp, "repositories", List("geheim-1", marked: false), changed: true);
        await AgreeAsync(pulp, "repositories", List("geheim-1", marked: false), changed: true);
        await AgreeAsync(pulp, "repositories", List("geheim-1", marked: true), changed: true);
        await AgreeAsync(pulp, "repositories", List("geheim-1", marked: true), changed: false);
        await AgreeAsync(pulp, "repositories", List("geheim-2", marked: true), changed: true);
        await AgreeAsync(pulp, "repositories", List("geheim-2", marked: true), changed: false);
        Assert.DoesNotContain("geheim", await LabelAsync(pulp), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_tells_by_itself_gets_no_label()
    {
        using var pulp = new SandboxProcess();
        await AgreeAsync(pulp, "rpm_remote", Marked(Remote("geheim-1")), changed: true);
        await AgreeAsync(pulp, "rpm_remote", Marked(Remote("geheim-1")), changed: false);
        Assert.Equal("{}", (await pulp.ListAsync("remotes/rpm/rpm/")).Single()["pulp_labels"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "there is no key")]
    [InlineData("short", "the key is shorter")]
    public async Task A_key_that_could_be_guessed_is_refused(string? key, string why)
    {
        using var pulp = new SandboxProcess("--pulp-version", "3.21");
        var arguments = Remote("geheim-1");
        (arguments["secrets_marker"], arguments["secrets_marker_key"]) = (true, key);

        var answer = await pulp.RunAsync("rpm_remote", arguments);

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Contains(why, (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Empty(await pulp.ListAsync("remotes/rpm/rpm/"));
    }

    private static JsonObject Remote(string secret) => new()
    {
        ["name"] = "one",
        ["url"] = "http://127.0.0.1:9/",
        ["remote_username"] = "user",
        ["remote_password"] = secret,
        ["state"] = "present",
    };

    private static JsonObject Marked(JsonObject arguments)
    {
        var all = arguments.DeepClone().AsObject();
        (all["secrets_marker"], all["secrets_marker_key"]) = (true, Key);
        return all;
    }

    private static async Task<string> LabelAsync(SandboxProcess pulp) =>
        (string)(await pulp.ListAsync("remotes/rpm/rpm/")).Single()["pulp_labels"]![Label]!;

    /// <summary>The real run does what check mode said, and neither shows the label or a secret.</summary>
    private static async Task<JsonObject> AgreeAsync(SandboxProcess pulp, string module, JsonObject arguments, bool changed)
    {
        var foreseen = await pulp.RunAsync(module, arguments, checkMode: true);
        var real = await pulp.RunAsync(module, arguments);
        Assert.True((bool?)foreseen["failed"] is not true, foreseen.ToJsonString());
        Assert.True((bool?)real["failed"] is not true, real.ToJsonString());
        Assert.Equal((changed, changed), ((bool)foreseen["changed"]!, (bool)real["changed"]!));
        foreach (var answer in new[] { foreseen, real })
        {
            Assert.DoesNotContain(Label, answer.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", answer.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Key, answer.ToJsonString(), StringComparison.Ordinal);
        }

        return real;
    }
}
