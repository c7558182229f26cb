// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder;

/// <summary>What somebody writes who does not know the modules of the image build: one sentence names the argument, its value and what to do; a check says the
/// same, and nothing is written.</summary>
public sealed class StrangersValuesTests : IDisposable
{
    /// <summary>Any text goes, or other tests tell what is not there.</summary>
    private static readonly HashSet<string> Free =
        ["docker_host", "docker_tls_verify", "docker_cert_path", "kolla_build_conf", "config_path", "registry_username", "registry_password"];

    private static readonly IReadOnlyList<string> Modules =
    [
        "kolla_image_tag", "kolla_build_report", "grow_volume", "container_image_info", "container_image_push", "container_image_secrets",
        "container_image_scan",
    ];

    private const string Tags = "kolla_image_tags:\n  openstack:\n    rocky-9: 2024.1-rocky-9-1\n";

    private readonly string _world = Directory.CreateTempSubdirectory("stranger").FullName;
    private readonly ScriptedEngine _engine = new(new Dictionary<string, string>
    {
        ["GET /images/json"] = """[{"Id":"sha256:aa","RepoTags":["kolla/bad:1"],"Created":1700000000,"Size":1}]""",
    });

    public StrangersValuesTests()
    {
        File.WriteAllText(At("tags.yml"), Tags);
        File.WriteAllText(At("kolla.yml"), "---\n");
        File.WriteAllText(At("log"), "nothing\n");
    }

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "kolla_image_tag", "image_tags_file", "\"\"", "value of image_tags_file must be a path, got an empty text" },
        { "kolla_image_tag", "image_tags_file", "\"/nowhere\"", "Give the path of a file that is there: there is no '/nowhere'." },
        { "kolla_image_tag", "image_tags_file", "\"/tmp\"", "Give the path of a file: '/tmp' is a folder." },
        { "kolla_image_tag", "tag", "\"a b\"", "Give a tag of letters, digits, '.', '_' and '-', at most 128 of them: tag says 'a b'." },
        { "kolla_image_tag", "services", "[\"a: b\"]", "Give services as letters, digits, '.', '_' and '-', such as nova: 'a: b' is not." },
        { "kolla_image_tag", "distributions", "[\"rocky 9: x\"]", "Give distributions as letters, digits, '.', '_' and '-', such as rocky-9: 'rocky 9: x'" },
        { "kolla_image_tag", "kolla_tag_file", "\"/tmp\"", "Give the path of a file: '/tmp' is a folder." },
        { "kolla_image_tag", "kolla_yml", "\"/nowhere\"", "Give the path of a file that is there: there is no '/nowhere'." },
        { "kolla_image_tag", "state", "\"absent\"", "state must be one of: present, got: absent" },
        { "kolla_image_tag", "reference", "[\"[z-a]\"]", "Write reference as docker image ls takes it" },
        { "kolla_build_report", "log", "\"\"", "Give the log of kolla-build as log: it is empty." },
        { "kolla_build_report", "log", "\"/nowhere\"", "Give the log of kolla-build as log: '/nowhere' cannot be read" },
        { "kolla_build_report", "log", "\"/dev/zero\"", "Give the log of kolla-build as log: '/dev/zero' is no file, and might have no end." },
        { "kolla_build_report", "summary_file", "\"/dev/zero\"", "as summary_file: '/dev/zero' is no file." },
        { "kolla_image_tag", "kolla_yml", "\"/dev/full\"", "Give the path of a file: '/dev/full' is a pipe or a device." },
        { "kolla_build_report", "summary_file", "\"/tmp\"", "as summary_file: '/tmp' is a folder." },
        { "kolla_build_report", "strict", "\"maybe\"", "strict" },
        { "grow_volume", "volume_group", "\"a||vg_size>0\"", "Give names of LVM in volume_group, of letters, digits" },
        { "grow_volume", "volume_group", "\"\"", "Give names of LVM in volume_group, of letters, digits" },
        { "grow_volume", "volumes", "[{\"name\": \"-x\", \"size\": \"1G\"}]", "Give names of LVM in volumes, of letters, digits" },
        { "grow_volume", "volumes", "[{\"name\": \"x\", \"size\": \"+1G\"}]", "Give volume x a size such as 4G or 500m" },
        { "grow_volume", "volumes", "[{\"name\": \"x\", \"size\": \"1G\"}, {\"name\": \"x\", \"size\": \"2G\"}]", "Give each volume of volumes once: 'x' is there more often." },
        { "grow_volume", "mount", "\"root\"", "Give mount as the path of a file system, such as /: it is 'root'." },
        { "container_image_info", "reference", "[\"[z-a]\"]", "Write reference as docker image ls takes it, such as registry.example/kolla/*:2024.1: '[z-a]' has a set" },
        { "container_image_info", "reference", "[\"[^]\"]", "Write reference as docker image ls takes it" },
        { "container_image_push", "reference", "[\"[z-a]\"]", "Write reference as docker image ls takes it" },
        { "container_image_push", "reference", "[\"\"]", "Check reference, or build the images first: the engine has none that is ''." },
        { "container_image_push", "parallel", "0", "parallel" },
        { "container_image_push", "attempts", "0", "attempts" },
        { "container_image_push", "delay", "-1", "delay" },
        { "container_image_secrets", "needles", "{\"a\": [\"s3cret-Horse\"]}", "Give 'a' of needles as one text: it is a list or a dictionary" },
        { "container_image_secrets", "needles", "{}", "Give at least one text in needles" },
        { "container_image_secrets", "reference", "[\"[z-a]\"]", "Write reference as docker image ls takes it" },
        { "container_image_secrets", "strict", "\"maybe\"", "strict" },
        { "container_image_scan", "reference", "[\"[z-a]\"]", "Write reference as docker image ls takes it" },
        { "container_image_scan", "severity", "[\"bad\"]", "severity" },
        { "container_image_scan", "ignore_unfixed", "\"maybe\"", "ignore_unfixed" },
        { "container_image_scan", "strict", "\"maybe\"", "strict" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_value_that_cannot_be_is_told_and_nothing_is_written(string module, string argument, string value, string words)
    {
        foreach (var checkMode in (bool[])[true, false])
        {
            var arguments = Usual(module);
            arguments[argument] = JsonNode.Parse(value);
            if (argument == "mount")
            {
                _ = arguments.Remove("volume_group");
            }

            if (module == "kolla_image_tag" && argument == "reference")
            {
                _ = arguments.Remove("tag");
            }

            var told = await Calling.RunAsync(module, arguments, checkMode);
            Assert.True((bool?)told["failed"], told.ToJsonString());
            Assert.Contains(words, (string)told["msg"]!, StringComparison.Ordinal);
            Assert.DoesNotContain("bug", (string)told["msg"]!, StringComparison.Ordinal);
            Assert.Equal(Tags, await File.ReadAllTextAsync(At("tags.yml")));
            Assert.Equal("---\n", await File.ReadAllTextAsync(At("kolla.yml")));
        }
    }

    /// <summary>A new argument needs a row above, or a reason why any value is right. That of a scanner is a program's name, which may be missing.</summary>
    [Fact]
    public void Each_argument_of_each_module_is_looked_at()
    {
        var rows = Rows.Select(row => ((string)row[0], (string)row[1])).ToHashSet();
        var missing = Catalog.Modules.Where(module => Modules.Contains(module.Name))
            .SelectMany(module => module.Arguments.Arguments.Select(argument => (module.Name, Argument: argument.Name)))
            .Where(each => !rows.Contains(each) && !Free.Contains(each.Argument) && each.Argument != "scanner").ToList();
        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    /// <summary>As templates of variables give what is not set.</summary>
    [Fact]
    public async Task What_is_empty_is_left_out()
    {
        var arguments = Usual("kolla_image_tag");
        (arguments["kolla_tag_file"], arguments["kolla_yml"]) = ("", "");
        var told = await Calling.RunAsync("kolla_image_tag", arguments, checkMode: false);
        Assert.Null(told["failed"]);
        Assert.Equal([At("tags.yml")], told["files"]!.AsArray().Select(file => (string?)file));
    }

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_world, recursive: true);
    }

    private JsonObject Usual(string module) => module switch
    {
        "kolla_image_tag" => new()
        {
            ["image_tags_file"] = At("tags.yml"), ["tag"] = "2024.1-rocky-9-2", ["state"] = "present", ["docker_host"] = _engine.Address,
        },
        "kolla_build_report" => new() { ["log"] = At("log") },
        "grow_volume" => new() { ["volume_group"] = "none-such" },
        "container_image_secrets" => new() { ["needles"] = new JsonObject { ["a"] = "s3cret-Horse" }, ["docker_host"] = _engine.Address },
        "container_image_push" => new() { ["reference"] = new JsonArray("kolla/*"), ["docker_host"] = _engine.Address },
        _ => new() { ["docker_host"] = _engine.Address },
    };

    private string At(string name) => Path.Combine(_world, name);
}
