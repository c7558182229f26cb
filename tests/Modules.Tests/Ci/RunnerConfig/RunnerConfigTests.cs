// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.RunnerConfig;

public sealed class RunnerConfigTests : IDisposable
{
    private const string Token = "glrt-first-Token_1";

    private const string There = """
        # ours
        concurrent = 2
        check_interval = 0

        # the first
        [[runners]]
          name = "a" # its name
          url = "https://gitlab.example.com/"
          id = 12
          token = "glrt-first-Token_1"
          token_obtained_at = 2024-05-01T10:11:12Z
          token_expires_at = 0001-01-01T00:00:00Z
          executor = "docker"
          future = { a = 1, b = [1.5, 2.0] }
          [runners.cache]
            MaxUploadedArchiveSize = 0
            [runners.cache.s3]
          [runners.docker]
            image = "alpine" # small
            volumes = [
              "/cache", # why
            ]

        # between
        [session_server]
          session_timeout = 1800

        # the second
        [[runners]]
          name = "b"
          url = "https://gitlab.example.com"
          token = "glrt-second-Token_2"
          executor = "shell"

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runner-config-");

    private string File => Path.Combine(_folder.FullName, "config.toml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_changed_is_changed_in_place_and_the_rest_stays_letter_by_letter()
    {
        await WriteAsync(There);
        await ConvergesAsync(
            """{"concurrent":4,"runners":[{"name":"a","token":"glrt-first-Token_1","docker":{"image":"ubuntu","network_mode":"host"}}]}""");
        var wanted = There.Replace("concurrent = 2", "concurrent = 4", StringComparison.Ordinal)
            .Replace("\"alpine\"", "\"ubuntu\"", StringComparison.Ordinal)
            .Replace("    ]\n", "    ]\n    network_mode = \"host\"\n", StringComparison.Ordinal);
        Assert.Equal(wanted, await ReadAsync());
    }

    [Fact]
    public async Task A_new_file_has_each_value_in_its_own_section()
    {
        const string Guide = """
            {"concurrent":8,"runners":[{"name":"Kayobe #1","token":"glrt-first-Token_1","executor":"docker","docker_image":"alpine",
            "env_vars":["GIT_CONFIG_COUNT=1","GIT_CONFIG_KEY_0=safe.directory","GIT_CONFIG_VALUE_0=*"],"tags":["kayobe"],
            "docker_volumes":["/var/run/docker.sock:/var/run/docker.sock","/opt/.docker/config.json:/root/.docker/config.json:ro","/cache"],
            "extra_configs":{"runners.docker":{"network_mode":"host"},"runners.docker.sysctls":{"net.ipv4.ip_forward":"1"}}}]}
            """;
        await ConvergesAsync(Guide);
        Assert.Equal(
            """
            concurrent = 8

            [[runners]]
              token = "glrt-first-Token_1"
              name = "Kayobe #1"
              url = "https://gitlab.example.com"
              executor = "docker"
              environment = ["GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*"]
              [runners.docker]
                image = "alpine"
                volumes = ["/var/run/docker.sock:/var/run/docker.sock", "/opt/.docker/config.json:/root/.docker/config.json:ro", "/cache"]
                network_mode = "host"
              [runners.docker.sysctls]
                "net.ipv4.ip_forward" = "1"

            """,
            await ReadAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task A_changed_token_is_noticed_and_what_was_noted_of_the_old_one_goes()
    {
        await WriteAsync(There);
        var answer = await ConvergesAsync("""{"runners":[{"name":"a","token":"glrt-third-Token_3"}]}""");
        Assert.Equal("""{"a":["token"]}""", answer["changes"]!.ToJsonString());
        var text = await ReadAsync();
        Assert.Contains("glrt-third-Token_3", text, StringComparison.Ordinal);
        Assert.DoesNotContain("token_obtained_at", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id = 12", text, StringComparison.Ordinal);
        Assert.Contains("[[runners]]\n  name = \"b\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_says_which_runner_it_is_so_that_one_can_be_renamed()
    {
        await WriteAsync(There);
        await ConvergesAsync("""{"runners":[{"name":"new name","token":"glrt-first-Token_1"}]}""");
        Assert.Contains("name = \"new name\" # its name", await ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"runners":[{"name":"x","token":"glrt-same-Token_9"},{"name":"y","token":"glrt-same-Token_9"}]}""", "'x' and 'y'")]
    [InlineData("""{"runners":[{"name":"x","token":"glrt-one-Token_9"},{"name":"x","token":"glrt-two-Token_9"}]}""", "called 'x'")]
    [InlineData("""{"runners":[{"name":"x"}]}""", "token_file")]
    [InlineData("""{"runners":[{"name":"x","token_file":"/nonexistent/token"}]}""", "gitlab_runner")]
    [InlineData("""{"runners":[{"name":"x","token":"t","docker_volume":["/a"]}]}""", "docker_volume")]
    [InlineData("""{"concurrent":0}""", "concurrent")]
    [InlineData("""{"path":""}""", "Give the path of a file in path")]
    [InlineData("""{"path":"/tmp"}""", "Give a file in path")]
    [InlineData("""{"global":{"concurrent":0}}""", "concurrent")]
    [InlineData("""{"global":{"runners":[]}}""", "runners")]
    public async Task What_cannot_be_is_refused(string arguments, string words)
    {
        await WriteAsync(There);
        var answer = await RunAsync(arguments);
        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Contains(words, (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Equal(There, await ReadAsync());
    }

    [Fact]
    public async Task Runners_that_nobody_named_go_only_when_asked_with_their_comments()
    {
        await WriteAsync(There);
        var answer = await ConvergesAsync("""{"runners":[{"name":"b","token":"glrt-second-Token_2"}],"prune":true,"backup":true}""");
        Assert.Equal("""["a"]""", answer["removed"]!.ToJsonString());
        Assert.Equal(
            """
            # ours
            concurrent = 2
            check_interval = 0

            # between
            [session_server]
              session_timeout = 1800

            # the second
            [[runners]]
              name = "b"
              url = "https://gitlab.example.com"
              token = "glrt-second-Token_2"
              executor = "shell"

            """,
            await ReadAsync());
        Assert.Equal(There, await System.IO.File.ReadAllTextAsync((string)answer["backup_file"]!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode((string)answer["backup_file"]!));
        _ = await ConvergesAsync("""{"runners":[{"name":"b","state":"absent"}]}""");
        Assert.DoesNotContain("[[runners]]", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_that_was_registered_twice_stands_there_once()
    {
        var first = There.IndexOf("# the first", StringComparison.Ordinal);
        var between = There.IndexOf("# between", StringComparison.Ordinal);
        var twice = There + There[first..between];
        await WriteAsync(twice);
        await ConvergesAsync($$"""{"runners":[{"name":"a","token":"{{Token}}"}]}""");
        Assert.Equal(There.TrimEnd(), (await ReadAsync()).TrimEnd());
    }

    [Fact]
    public async Task Another_runner_of_the_same_name_stays_and_is_told()
    {
        await WriteAsync(There.Replace("name = \"b\"", "name = \"a\"", StringComparison.Ordinal));
        var answer = await RunAsync($$"""{"runners":[{"name":"a","token":"{{Token}}"}]}""");
        Assert.False((bool?)answer["changed"]);
        Assert.Contains("prune: true", (string)answer["warnings"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_stands_there_twice_becomes_one_and_the_later_value_counts()
    {
        await WriteAsync(
            "[[runners]]\n  name = \"a\"\n  url = \"u\"\n  token = \"glrt-first-Token_1\"\n  [runners.docker]\n    image = \"one\"\n"
                + "    privileged = true\n  [runners.cache]\n  [runners.docker]\n    image = \"two\"\n    pre = '''\n  kept\n'''");
        await ConvergesAsync($$"""{"url":"u","runners":[{"name":"a","token":"{{Token}}"}]}""");
        Assert.Equal(
            "[[runners]]\n  name = \"a\"\n  url = \"u\"\n  token = \"glrt-first-Token_1\"\n  [runners.docker]\n"
                + "    privileged = true\n    image = \"two\"\n    pre = '''\n  kept\n'''\n  [runners.cache]\n",
            await ReadAsync());
    }

    [Theory]
    [InlineData("  docker = { image = \"x\" }\n", "  docker = { image = \"y\", memory = \"1g\" }\n")]
    [InlineData("  docker.image = \"x\"\n", "  docker.image = \"y\"\n  [runners.docker]\n")]
    public async Task A_value_is_found_however_it_is_written(string written, string wanted)
    {
        await WriteAsync($"[[runners]]\n  name = \"a\"\n  url = \"u\"\n  token = \"{Token}\"\n{written}");
        _ = await ConvergesAsync(
            $$$"""{"url":"u","runners":[{"name":"a","token":"{{{Token}}}","docker":{"image":"y","memory":"1g"}}]}""");
        Assert.Contains(wanted.Split('\n')[0], await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_tables_is_compared_and_replaced_as_a_whole()
    {
        const string Services = "  [[runners.docker.services]]\n    name = \"dind\"\n    [runners.docker.services.more]\n      x = 1\n";
        await WriteAsync(
            $"[[runners]]\n  name = \"a\"\n  url = \"u\"\n  token = \"{Token}\"\n  [runners.docker]\n    image = \"i\"\n{Services}");
        await ConvergesAsync(
            $$$"""{"url":"u","runners":[{"name":"a","token":"{{{Token}}}","docker":{"services":[{"name":"registry","alias":"r"}]}}]}""");
        Assert.EndsWith(
            "    image = \"i\"\n    services = [{ name = \"registry\", alias = \"r\" }]\n", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_takes_a_key_away()
    {
        await WriteAsync(There);
        await ConvergesAsync($$$$"""{"runners":[{"name":"a","token":"{{{{Token}}}}","extra_configs":{"runners":{"future":null}}}]}""");
        Assert.DoesNotContain("future", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_the_answer()
    {
        await WriteAsync(There);
        var answer = await RunAsync(
            """{"runners":[{"name":"a","token":"glrt-third-Token_3","environment":["PASS=hush-hush-1"],"prune":true}],"prune":true}""");
        Assert.Contains("prune", (string)answer["msg"]!, StringComparison.Ordinal);
        answer = await RunAsync(
            """
            {"runners":[{"name":"a","token":"glrt-third-Token_3","environment":["PASS=hush-hush-1"],"cache_s3_secret_key":"s3cr3t-K"}]}
            """);
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        foreach (var secret in new[] { Token, "glrt-third", "hush-hush", "s3cr3t-K" })
        {
            Assert.DoesNotContain(secret, answer.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_toml_is_told_with_its_line_and_left_alone()
    {
        await WriteAsync("concurrent = \n");
        Assert.Contains("(1,", (string)(await RunAsync("""{"concurrent":2}"""))["msg"]!, StringComparison.Ordinal);
        Assert.Equal("concurrent = \n", await ReadAsync());
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_closed()
    {
        await WriteAsync(There, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        _ = await ConvergesAsync("{}");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    private async Task WriteAsync(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        await System.IO.File.WriteAllTextAsync(File, text);
        System.IO.File.SetUnixFileMode(File, mode);
    }

    private Task<string> ReadAsync() => System.IO.File.ReadAllTextAsync(File);

    private async Task<JsonObject> RunAsync(string arguments, bool check = false)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        _ = all.TryAdd("path", File);
        _ = all.TryAdd("url", "https://gitlab.example.com");
        return await Calling.RunAsync("gitlab_runner_config", all, check);
    }

    /// <summary>Foreseen, done, and not done again.</summary>
    private async Task<JsonObject> ConvergesAsync(string arguments)
    {
        var before = System.IO.File.Exists(File) ? await ReadAsync() : null;
        var foreseen = await RunAsync(arguments, check: true);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.Equal(before, System.IO.File.Exists(File) ? await ReadAsync() : null);
        var answer = await RunAsync(arguments);
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(foreseen["changes"]!.ToJsonString(), answer["changes"]!.ToJsonString());
        var again = await RunAsync(arguments);
        Assert.Null(again["failed"]);
        Assert.False((bool?)again["changed"], again.ToJsonString());
        return answer;
    }
}
