// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Builder.Tags;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder.Tags;

/// <summary>The module on files, as kayobe has them.</summary>
public sealed class KollaImageTagTests : IDisposable
{
    private const string Old = "2024.1-rocky-9-20240903T113235";
    private const string New = "2024.1-rocky-9-20241022T090717";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kolla-image-tag-");

    public KollaImageTagTests()
    {
        Write("kolla-image-tags.yml", $"kolla_image_tags:\n  openstack:\n    rocky-9: {Old}\n    ubuntu-jammy: 2024.1-ubuntu-jammy-1\n");
        Write("kolla-build.conf", $"[DEFAULT]\nbase = rocky\ntag = {New}\n[profiles]\ntag = other\n");
        Write("kolla.yml", "---\n# kolla_openstack_release:\nkolla_enable_x: true");
    }

    private string Tags => Read("kolla-image-tags.yml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_tag_of_the_build_is_written_for_the_distribution_it_names_and_twice_is_no_change()
    {
        var first = await RunAsync();
        Assert.True((bool?)first["changed"], first.ToJsonString());
        Assert.Equal($"kolla_image_tags:\n  openstack:\n    rocky-9: {New}\n    ubuntu-jammy: 2024.1-ubuntu-jammy-1\n", Tags);
        Assert.Equal(New, (string?)first["image_tags"]!["openstack"]!["rocky-9"]);
        Assert.Contains(Old, (string?)first["diff"]!.AsArray()[0]!["before"]!, StringComparison.Ordinal);
        var again = await RunAsync();
        Assert.False((bool?)again["changed"]);
        Assert.Empty(again["files"]!.AsArray());
    }

    [Fact]
    public async Task The_tag_of_the_image_that_was_built_last_is_taken_from_the_engine()
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string>
        {
            ["GET /images/json"] = $$"""
                [{"Id":"sha256:aa","RepoTags":["ark/kolla/base:{{Old}}"],"Created":1700000000,"Size":1},
                 {"Id":"sha256:bb","RepoTags":["ark/kolla/nova:{{New}}"],"Created":1700000100,"Size":1},
                 {"Id":"sha256:cc","RepoTags":["other/kolla/nova:rocky-9-x"],"Created":1700000200,"Size":1}]
                """,
        });
        var answer = await RunAsync(new() { ["docker_host"] = engine.Address, ["reference"] = "ark/kolla/*" });
        Assert.Equal(New, (string?)answer["tag"]);
        Assert.Contains(New, Tags, StringComparison.Ordinal);
        answer = await RunAsync(new() { ["docker_host"] = engine.Address, ["reference"] = "none/*" });
        Assert.Contains("the engine has none that is 'none/*'", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_mode_writes_nothing()
    {
        var before = Tags;
        Assert.True((bool?)(await RunAsync(check: true))["changed"]);
        Assert.Equal(before, Tags);
    }

    [Fact]
    public async Task Without_a_state_it_tells()
    {
        var result = await RunAsync(new JsonObject { ["state"] = null });
        Assert.False((bool?)result["changed"]);
        Assert.Equal(Old, (string?)result["image_tags"]!["openstack"]!["rocky-9"]);
    }

    [Fact]
    public async Task The_files_of_older_releases_follow()
    {
        var more = new JsonObject
        {
            ["kolla_tag_file"] = At("kolla_tag"),
            ["kolla_yml"] = At("kolla.yml"),
            ["tag"] = "2024.1",
            ["distributions"] = "rocky-9",
        };
        Assert.Equal(3, (await RunAsync(more))["files"]!.AsArray().Count);
        Assert.Equal("2024.1\n", Read("kolla_tag"));
        Assert.Equal("---\n# kolla_openstack_release:\nkolla_openstack_release: \"2024.1\"\nkolla_enable_x: true", Read("kolla.yml"));
        Assert.Contains("rocky-9: \"2024.1\"\n", Tags, StringComparison.Ordinal);
        Assert.False((bool?)(await RunAsync(more))["changed"]);
        more["tag"] = New;
        Assert.Equal(3, (await RunAsync(more))["files"]!.AsArray().Count);
        Assert.Contains($"\nkolla_openstack_release: \"{New}\"\n", Read("kolla.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\n# a\nkolla_openstack_release: OLD # b\n# c", "---\n# a\nkolla_openstack_release: NEW # b\n# c")]
    [InlineData("kolla_openstack_release: 'OLD'\r\nx: 1\r\n", "kolla_openstack_release: 'NEW'\r\nx: 1\r\n")]
    [InlineData("kolla_openstack_release: &r OLD\nother: *r\n", "kolla_openstack_release: &r NEW\nother: *r\n")]
    [InlineData("kolla_openstack_release:\nx: 1\n", "kolla_openstack_release: NEW\nx: 1\n")]
    [InlineData("---\n", "---\nkolla_openstack_release: NEW\n")]
    [InlineData("", "kolla_openstack_release: NEW\n")]
    [InlineData("---\r\n#kolla_openstack_release:\r\nx: 1", "---\r\n#kolla_openstack_release:\r\nkolla_openstack_release: NEW\r\nx: 1")]
    [InlineData("\uFEFFx: 1\nkolla_openstack_release: \"OLD\"", "\uFEFFx: 1\nkolla_openstack_release: \"NEW\"")]
    public async Task In_kolla_yml_only_the_tag_changes_to_the_byte(string before, string after)
    {
        Write("kolla.yml", before);
        var more = new JsonObject { ["kolla_yml"] = At("kolla.yml") };
        Assert.True((bool?)(await RunAsync(more))["changed"]);
        var written = await File.ReadAllBytesAsync(At("kolla.yml"));
        Assert.Equal(Encoding.UTF8.GetBytes(after.Replace("NEW", New, StringComparison.Ordinal)), written);
        Assert.False((bool?)(await RunAsync(more))["changed"]);
    }

    [Theory]
    [InlineData("a:\n  # kolla_openstack_release: x\n  b: 1\n", "a:\n  # kolla_openstack_release: x\n  b: 1\nkolla_openstack_release: NEW\n")]
    [InlineData("a: |\n  #kolla_openstack_release: x\n  b: 1\n", "a: |\n  #kolla_openstack_release: x\n  b: 1\nkolla_openstack_release: NEW\n")]
    [InlineData("a: \"x\n  # kolla_openstack_release:\n  y\"\n", "a: \"x\n  # kolla_openstack_release:\n  y\"\nkolla_openstack_release: NEW\n")]
    [InlineData("x: 1\r\ny: 2", "x: 1\r\ny: 2\r\nkolla_openstack_release: NEW\r\n")]
    public async Task It_is_added_where_it_means_what_it_says(string before, string after)
    {
        Write("kolla.yml", before);
        var told = await RunAsync(new JsonObject { ["kolla_yml"] = At("kolla.yml") });
        Assert.Equal(after.Replace("NEW", New, StringComparison.Ordinal), Read("kolla.yml"));
        Assert.True((bool?)told["changed"]);
    }

    [Theory]
    [InlineData("a: 1\n...\n", "Write kolla_openstack_release into")]
    [InlineData("{a: 1}\n", "Write kolla_openstack_release into")]
    [InlineData("  a: 1\n", "Write kolla_openstack_release into")]
    [InlineData("a: 1\n---\nkolla_openstack_release: x-y\n", "begins another")]
    public async Task A_kolla_yml_that_cannot_be_added_to_is_left_alone(string text, string expected)
    {
        Write("kolla.yml", text);
        var before = Tags;
        var result = await RunAsync(new JsonObject { ["kolla_yml"] = At("kolla.yml") });
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
        Assert.Equal((before, text), (Tags, Read("kolla.yml")));
    }

    [Theory]
    [InlineData("2024.1-rocky-10-1", "rocky-10")]
    [InlineData("2024.1-rocky-1-1", "rocky-1")]
    [InlineData("rocky-1", "rocky-1")]
    [InlineData("2024.1-rocky-1.5", "rocky-1")]
    public async Task A_distribution_is_named_as_a_word(string tag, string distribution)
    {
        Write("kolla-image-tags.yml", "kolla_image_tags:\n  openstack:\n    rocky-1: a-b\n    rocky-10: c-d\n");
        var result = await RunAsync(new JsonObject { ["tag"] = tag });
        Assert.Equal([distribution], result["distributions"]!.AsArray().Select(each => (string?)each));
    }

    [Theory]
    [InlineData("tag = \"2024.1-rocky-9-7\"")]
    [InlineData("tag='2024.1-rocky-9-7'")]
    [InlineData("tag : 2024.1-rocky-9-7  ")]
    public async Task The_tag_of_the_build_is_read_as_kolla_reads_it(string line)
    {
        Write("kolla-build.conf", $"[DEFAULT]\r\n# tag = x\r\n{line}\r\n");
        Assert.Equal("2024.1-rocky-9-7", (string?)(await RunAsync())["tag"]);
    }

    /// <summary>In check mode, too: whoever looks first wants to know.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_place_that_is_not_there_is_told_before_the_first_file_is_written(bool check)
    {
        var before = Tags;
        var result = await RunAsync(new JsonObject { ["kolla_tag_file"] = At("nowhere/kolla_tag") }, check);
        Assert.Contains($"Make the folder '{At("nowhere")}' first", (string?)result["msg"], StringComparison.Ordinal);
        Assert.False((bool?)result["changed"] ?? false);
        Assert.Equal(before, Tags);
    }

    [Fact]
    public void A_file_that_somebody_else_wrote_meanwhile_is_left_as_it_is()
    {
        var tag = KeptText.ReadOrNone(At("kolla_tag")) with { Text = "mine\n" };
        Write("kolla_tag", "theirs\n");
        var told = Assert.Throws<ModuleHost.ModuleException>(() => KeptText.WriteAll([tag]));
        Assert.StartsWith("Run this again: somebody else wrote", told.Message, StringComparison.Ordinal);
        Assert.Equal("theirs\n", Read("kolla_tag"));
    }

    [Fact]
    public async Task A_link_stays_one_and_the_mode_of_its_file_is_kept()
    {
        File.Move(At("kolla-image-tags.yml"), At("real.yml"));
        _ = File.CreateSymbolicLink(At("kolla-image-tags.yml"), "real.yml");
        File.SetUnixFileMode(At("real.yml"), UnixFileMode.UserRead);
        Assert.True((bool?)(await RunAsync())["changed"]);
        Assert.Equal("real.yml", new FileInfo(At("kolla-image-tags.yml")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(At("real.yml")));
    }

    [Theory]
    [InlineData("kolla_openstack_release: [a]\n", "line 1 holds something else")]
    [InlineData("x: 1\nkolla_openstack_release: |\n  a\n", "line 2 holds something else")]
    [InlineData("- a\n", "line 1: the file is no dictionary")]
    [InlineData("a: b: c\n", "it is no YAML")]
    public async Task A_kolla_yml_that_cannot_be_changed_leaves_all_files_alone(string text, string expected)
    {
        Write("kolla.yml", text);
        var before = Tags;
        var result = await RunAsync(new JsonObject { ["kolla_yml"] = At("kolla.yml") });
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
        Assert.Equal((before, text), (Tags, Read("kolla.yml")));
    }

    [Fact]
    public async Task A_file_of_other_bytes_than_text_is_left_alone()
    {
        await File.WriteAllBytesAsync(At("kolla-image-tags.yml"), [.. "kolla_image_tags: \""u8, 0xff, .. "\"\n"u8]);
        Assert.Contains("Save '", (string?)(await RunAsync())["msg"], StringComparison.Ordinal);
        var folder = await RunAsync(new JsonObject { ["image_tags_file"] = _folder.FullName });
        Assert.Contains($"'{_folder.FullName}' is a folder", (string?)folder["msg"], StringComparison.Ordinal);
        var endless = await RunAsync(new JsonObject { ["image_tags_file"] = "/dev/zero" });
        Assert.Contains("'/dev/zero' is a pipe or a device", (string?)endless["msg"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tag", "not a tag", "Give a tag of letters, digits")]
    [InlineData("tag", "2024.1-x", "Say with distributions which lines the tag '2024.1-x' is for")]
    [InlineData("kolla_build_conf", "kolla.yml", "has no tag in [DEFAULT]")]
    [InlineData("kolla_build_conf", "missing.conf", "there is no '")]
    [InlineData("image_tags_file", "missing.yml", "there is no '")]
    [InlineData("image_tags_file", "kolla.yml", "has no tags below kolla_image_tags")]
    public async Task What_cannot_be_done_is_said_and_nothing_is_written(string option, string value, string expected)
    {
        var before = Tags;
        var result = await RunAsync(new JsonObject { [option] = option == "tag" ? value : At(value) });
        Assert.True((bool?)result["failed"]);
        Assert.Contains(expected, (string?)result["msg"]!, StringComparison.Ordinal);
        Assert.Equal(before, Tags);
    }

    /// <summary>As templates of variables give what is not set.</summary>
    [Fact]
    public async Task A_configuration_without_a_path_is_the_usual_one() => Assert.Contains(
        "'/opt/kayobe/etc/kolla/kolla-build.conf'",
        (string?)(await RunAsync(new JsonObject { ["kolla_build_conf"] = "" }))["msg"],
        StringComparison.Ordinal);

    private Task<JsonObject> RunAsync(JsonObject? more = null, bool check = false)
    {
        var arguments = new JsonObject
        {
            ["image_tags_file"] = At("kolla-image-tags.yml"),
            ["kolla_build_conf"] = At("kolla-build.conf"),
            ["state"] = "present",
        };
        foreach (var (name, value) in more ?? [])
        {
            arguments[name] = value?.DeepClone();
        }

        return Calling.RunAsync("kolla_image_tag", arguments, check);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Read(string name) => File.ReadAllText(At(name));

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
