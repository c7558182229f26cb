// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Builder.Volumes;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder.Volumes;

/// <summary>
/// The root of ci-builder's host: a partition, a physical volume, logical volumes. The tools answer as they do on Debian 12.
/// </summary>
public sealed class GrowVolumeTests
{
    private const string Grows = "CHANGE: partition=2 start=43008 old: size=204800 end=247807 new: size=41943040 end=41986047\n";
    private const string Full = "NOCHANGE: partition 2 is size 41943040. it cannot be grown\n";

    private static readonly (string, string)[] Tools =
    [
        ("vgs", Lvm("vg", """{"vg_name":"rootvg","vg_extent_size":"4194304","vg_free_count":"2"}""")),
        ("pvs", Lvm("pv", """{"pv_name":"/dev/vda2","dev_size":"104857600","pe_start":"1048576","pv_pe_count":"24"}""")),
        ("lvs", Lvm(
            "lv",
            """{"lv_name":"lv_home","lv_path":"/dev/rootvg/lv_home","lv_size":"41943040","segtype":"linear"}""",
            """{"lv_name":"lv_tmp","lv_path":"/dev/rootvg/lv_tmp","lv_size":"41943040","segtype":"linear"}""",
            """{"lv_name":"lv_swap","lv_path":"/dev/rootvg/lv_swap","lv_size":"4194304","segtype":"linear"}""",
            """{"lv_name":"lv_pool","lv_path":"/dev/rootvg/lv_pool","lv_size":"4194304","segtype":"thin-pool"}""")),
        ("lsblk", """{"blockdevices":[{"kname":"vda2","type":"part","size":104857600,"pkname":"vda"}]}"""),
        ("blkid --probe --match-tag TYPE --output value /dev/rootvg/lv_home", "ext4\n"),
        ("blkid --probe --match-tag TYPE --output value /dev/rootvg/lv_tmp", "xfs\n"),
        ("blkid --probe --match-tag TYPE --output value /dev/rootvg/lv_swap", "swap\n"),
        ("blkid --probe --match-tag TYPE --output value /dev/vda2", "ext4\n"),
        ("findmnt --noheadings --first-only --output TARGET --source /dev/rootvg/lv_tmp", "/tmp\n"),
        ("findmnt --noheadings --nofsroot --output SOURCE --mountpoint /none", ""),
        ("findmnt --noheadings --nofsroot --output SOURCE --mountpoint /run", "tmpfs\n"),
        ("findmnt --noheadings --nofsroot --output SOURCE --mountpoint /", "/dev/vda2\n"),
        ("dumpe2fs", "Filesystem volume name:   <none>\nBlock count:              10240\nBlock size:               4096\n"),
        ("xfs_info", "meta-data=/dev/x  isize=512\ndata     =      bsize=4096   blocks=10240, imaxpct=25\n"),
    ];

    [Fact]
    public async Task Everything_grows_in_order_each_step_on_what_the_one_before_left()
    {
        var commands = Host(Grows);
        var result = await RunAsync(commands, Volumes(("lv_home", "4G"), ("lv_tmp", "max")));
        Assert.Equal(
            [
                "growpart /dev/vda 2", "pvresize /dev/vda2",
                "lvextend --size 4294967296b rootvg/lv_home", "resize2fs /dev/rootvg/lv_home",
                $"lvextend --size {(long)(10 + 2 + 5119 - 24 - (1024 - 10)) * 4194304}b rootvg/lv_tmp", "xfs_growfs -d /tmp",
            ],
            Writes(commands));
        Assert.True((bool?)result["changed"]);
        Assert.Equal(6, result["steps"]!.AsArray().Count);
        Assert.Equal(104857600, (long)result["diff"]!["before"]!["partition /dev/vda2"]!);
    }

    [Fact]
    public async Task Check_mode_plans_the_same_and_runs_nothing()
    {
        var commands = Host(Grows);
        Assert.Equal(4, (await RunAsync(commands, Volumes(("lv_home", "4G")), check: true))["steps"]!.AsArray().Count);
        Assert.Empty(Writes(commands));
    }

    [Fact]
    public async Task What_is_large_enough_is_left()
    {
        var commands = new RecordedCommands([("lsblk", Tools[3].Item2), ("growpart --dry-run", Full), .. Tools]);
        var result = await RunAsync(commands, Volumes(("lv_home", "40m"), ("lv_tmp", "0.03G")));
        Assert.False((bool?)result["changed"], result.ToJsonString());
        Assert.Empty(Writes(commands));
    }

    [Fact]
    public async Task A_file_system_left_behind_by_an_interrupted_run_grows_alone()
    {
        var commands = new RecordedCommands(
            [("growpart --dry-run", Full), ("dumpe2fs", "Block count: 1024\nBlock size: 4096\n"), .. Tools]);
        _ = await RunAsync(commands, Volumes(("lv_home", "40m")));
        Assert.Equal(["resize2fs /dev/rootvg/lv_home"], Writes(commands));
    }

    [Fact]
    public async Task Without_LVM_the_partition_and_its_file_system_grow()
    {
        var commands = Host(Grows);
        _ = await RunAsync(commands, new JsonObject { ["mount"] = "/" });
        Assert.Equal(["growpart /dev/vda 2", "resize2fs /dev/vda2"], Writes(commands));
    }

    /// <summary>growpart counts in sectors of the disk.</summary>
    [Fact]
    public async Task A_disk_with_large_sectors_grows()
    {
        const string large = "CHANGE: partition=2 start=5376 old: size=25600 end=30975 new: size=5242880 end=5248255\n";
        var commands = Host(large);
        var result = await RunAsync(commands, new JsonObject { ["mount"] = "/" });
        Assert.Equal(["growpart /dev/vda 2", "resize2fs /dev/vda2"], Writes(commands));
        Assert.Equal(5242880L * 4096, (long)result["steps"]![0]!["after"]!);
    }

    [Theory]
    [InlineData("vda", "vda2", "growpart /dev/vda 2")]
    [InlineData("nvme0n1", "nvme0n1p1", "growpart /dev/nvme0n1 1")]
    [InlineData("mmcblk0", "mmcblk0p12", "growpart /dev/mmcblk0 12")]
    [InlineData("loop7", "loop7p3", "growpart /dev/loop7 3")]
    public async Task A_partition_is_known_by_the_name_of_its_disk(string disk, string name, string expected)
    {
        var told = $$"""{"blockdevices":[{"kname":"{{name}}","type":"part","size":104857600,"pkname":"{{disk}}","pttype":"gpt"}]}""";
        var commands = new RecordedCommands([("lsblk", told), ("growpart --dry-run", Grows), .. Tools]);
        _ = await RunAsync(commands, new JsonObject { ["mount"] = "/" });
        Assert.Equal(expected, Writes(commands).First());
    }

    [Theory]
    [InlineData("dos", "vda5", "part", "it is a logical partition, whose extended one would have to grow first")]
    [InlineData("", "dm-10", "part", "Mend the partition table of /dev/dm-1")]
    [InlineData("gpt", "dm-0", "crypt", "is of type crypt")]
    [InlineData("gpt", "dm-0", "mpath", "is of type mpath")]
    [InlineData("gpt", "dm-0", "lvm", "Give volume_group and volumes where LVM is used")]
    public async Task A_device_that_is_not_understood_is_refused(string table, string name, string type, string expected)
    {
        var parent = name == "dm-10" ? "dm-1" : "vda";
        var told = $$"""{"blockdevices":[{"kname":"{{name}}","type":"{{type}}","size":104857600,"pkname":"{{parent}}","pttype":"{{table}}"}]}""";
        var commands = new RecordedCommands(
            [("lsblk", told), ("growpart --dry-run /dev/dm-1 0", "FAILED: no such partition"), ("growpart --dry-run", Grows), .. Tools]);
        var result = await RunAsync(commands, new JsonObject { ["mount"] = "/" });
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
        Assert.Empty(Writes(commands));
    }

    [Fact]
    public async Task A_file_system_that_is_not_understood_is_refused()
    {
        var commands = new RecordedCommands(
            [("blkid --probe --match-tag TYPE --output value /dev/vda2", "btrfs\n"), ("growpart --dry-run", Grows), .. Tools]);
        var result = await RunAsync(commands, new JsonObject { ["mount"] = "/" });
        Assert.Contains("it holds btrfs, and this module grows ext4 and XFS", (string?)result["msg"], StringComparison.Ordinal);
        Assert.Empty(Writes(commands));
    }

    [Theory]
    [InlineData("lv_home", "100G", "Give lv_home at most")]
    [InlineData("lv_home", "+4G", "Sizes with '+' or '%' would grow it again with each run.")]
    [InlineData("lv_home", "95%FREE", "Sizes with '+' or '%' would grow it again with each run.")]
    [InlineData("lv_swap", "1G", "Grow /dev/rootvg/lv_swap by hand: it holds swap")]
    [InlineData("lv_pool", "1G", "it is a thin-pool volume")]
    [InlineData("lv_none", "1G", "it has no 'lv_none'")]
    public async Task What_cannot_be_is_refused_before_anything_is_written(string volume, string size, string expected)
    {
        var commands = Host(Grows);
        var result = await RunAsync(commands, Volumes((volume, size)));
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
        Assert.Empty(Writes(commands));
    }

    [Theory]
    [InlineData("lsblk", """{"blockdevices":[{"kname":"md0","type":"raid1","size":104857600,"pkname":null}]}""", "it is of type raid1")]
    [InlineData("growpart", "FAILED: unable to read the table", "Mend the partition table of /dev/vda")]
    [InlineData("vgs", """{"report":[{"vg":[]}]}""", "there is no 'rootvg'")]
    [InlineData("pvs", "no JSON", "Give this host a pvs that answers in JSON")]
    public async Task What_is_not_understood_is_refused(string tool, string told, string expected)
    {
        var result = await RunAsync(new RecordedCommands([(tool, told), .. Tools]), Volumes());
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/none", "nothing is mounted at '/none'")]
    [InlineData("/run", "at '/run' is tmpfs")]
    public async Task A_mount_point_without_a_device_is_refused(string mount, string expected) =>
        Assert.Contains(
            expected,
            (string?)(await RunAsync(Host(Grows), new JsonObject { ["mount"] = mount }))["msg"],
            StringComparison.Ordinal);

    [Fact]
    public async Task A_step_that_fails_says_what_has_grown()
    {
        var commands = Host(Grows);
        commands.Failing.Add("pvresize /dev/vda2");
        var result = await RunAsync(commands, Volumes());
        Assert.Equal(
            "See why 'pvresize /dev/vda2' fails, and run this again: it says 'pvresize: it failed'. "
                + "physical volume /dev/vda2 is as it was; partition /dev/vda2 has grown.",
            (string?)result["msg"]);
        Assert.True((bool?)result["changed"]);
    }

    private static RecordedCommands Host(string growpart) => new([("growpart --dry-run", growpart), .. Tools]);

    private static string Lvm(string kind, params string[] rows) => $$"""{"report":[{"{{kind}}":[{{string.Join(',', rows)}}]}]}""";

    private static JsonObject Volumes(params (string Name, string Size)[] volumes) => new()
    {
        ["volume_group"] = "rootvg",
        ["volumes"] = new JsonArray(
            [.. volumes.Select(volume => (JsonNode?)new JsonObject { ["name"] = volume.Name, ["size"] = volume.Size })]),
    };

    private static IEnumerable<string> Writes(RecordedCommands commands) => commands.Run.Where(line =>
        !line.Contains("--dry-run", StringComparison.Ordinal)
        && line.Split(' ')[0] is "growpart" or "pvresize" or "lvextend" or "resize2fs" or "xfs_growfs");

    private static Task<JsonObject> RunAsync(RecordedCommands commands, JsonObject arguments, bool check = false) =>
        Calling.RunAsync(new GrowVolumeModule(commands), arguments, check);
}
