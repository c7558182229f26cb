// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder.Reports;

/// <summary>Logs in the form that kolla's own logger and summary give them.</summary>
public sealed class KollaBuildReportTests : IDisposable
{
    private const string Builds = """
        INFO:kolla.common.utils:Using engine: docker
        INFO:kolla.common.utils.base:Building started at 2026-11-02 10:00:00.123456
        INFO:kolla.common.utils.base:Step 1/3 : FROM rocky:9
        INFO:kolla.common.utils.base:Built at 2026-11-02 10:01:02.623456 (took 0:01:02.500000)
        INFO:kolla.common.utils.openstack-base:Building started at 2026-11-02 10:00:00.123456
        INFO:kolla.common.utils.openstack-base:Built at 2026-11-03 11:02:03.373456 (took 1 day, 1:02:03.250000)
        INFO:kolla.common.utils.ovn-x:Building started at 2026-11-02 10:00:00.123456
        ERROR:kolla.common.utils.ovn-x:Unknown error when building
        Traceback (most recent call last):
        ConnectionError: no engine
        INFO:kolla.common.utils.nova-base:Building started at 2026-11-02 10:00:00.123456
        ERROR:kolla.common.utils.nova-base:Error'd with the following message
        ERROR:kolla.common.utils.nova-base:The command '/bin/sh -c dnf install nova' returned a non-zero code: 1
        ERROR:kolla.common.utils.nova-api:Parent image error'd with message "x"
        INFO:kolla.common.utils.glance-api:Trying to push the image
        ERROR:kolla.common.utils.glance-api:push of glance-api was denied

        """;

    private const string Summary = """
        INFO:kolla.common.utils:=========================
        INFO:kolla.common.utils:Successfully built images
        INFO:kolla.common.utils:=========================
        INFO:kolla.common.utils:base
        INFO:kolla.common.utils:openstack-base
        INFO:kolla.common.utils:===========================
        INFO:kolla.common.utils:Images that failed to build
        INFO:kolla.common.utils:===========================
        ERROR:kolla.common.utils:glance-api Failed with status: push_error
        ERROR:kolla.common.utils:nova-api Failed with status: parent_error
        ERROR:kolla.common.utils:nova-base Failed with status: error
        ERROR:kolla.common.utils:ovn-x Failed with status: error (allowed to fail)
        DEBUG:kolla.common.utils:=====================================
        DEBUG:kolla.common.utils:Images not matched for build by regex
        DEBUG:kolla.common.utils:=====================================
        DEBUG:kolla.common.utils:zun
        INFO:kolla.common.utils:===================================
        INFO:kolla.common.utils:Images skipped due to build options
        INFO:kolla.common.utils:===================================
        INFO:kolla.common.utils:kept
        INFO:kolla.common.utils:=========================================
        INFO:kolla.common.utils:Images not buildable due to build options
        INFO:kolla.common.utils:=========================================
        INFO:kolla.common.utils:hacluster

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kolla-build-report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_build_that_ended_is_told_by_its_summary()
    {
        var report = await RunAsync(Builds + Summary);
        Assert.True((bool?)report["complete"]);
        Assert.Equal(["base", "openstack-base"], Names(report, "built"));
        Assert.Equal(["glance-api", "nova-api", "nova-base", "ovn-x"], Names(report, "failed"));
        Assert.Equal(["kept"], Names(report, "skipped"));
        Assert.Equal(["hacluster"], Names(report, "unbuildable"));
        Assert.Empty(Names(report, "unfinished"));
        Assert.Equal([62.5, 90123.2], report["images"]!["built"]!.AsArray().Select(image => (double)image!["seconds"]!));
        Assert.Equal("nova-base", (string?)report["first_failure"]!["name"]);
        Assert.Equal(
            "8 images: 1 unbuildable, 1 skipped, 4 failed (glance-api, nova-api, nova-base, ovn-x), 2 built. "
                + "nova-base failed first: The command '/bin/sh -c dnf install nova' returned a non-zero code: 1",
            (string?)report["msg"]);
    }

    [Fact]
    public async Task A_trace_belongs_to_the_image_that_failed_and_what_may_fail_is_said()
    {
        var ovn = (await RunAsync(Builds + Summary))["images"]!["failed"]![3]!;
        Assert.True((bool?)ovn["allowed_to_fail"]);
        Assert.Equal("Unknown error when building\nTraceback (most recent call last):\nConnectionError: no engine", (string?)ovn["reason"]);
    }

    [Fact]
    public async Task A_build_that_was_stopped_is_told_by_its_images()
    {
        var report = await RunAsync(Builds + "INFO:kolla.common.utils.heat-base:Building started at 2026-11-02 10:00:00.123456\n");
        Assert.False((bool?)report["complete"]);
        Assert.Equal(["base", "openstack-base"], Names(report, "built"));
        Assert.Equal(["heat-base"], Names(report, "unfinished"));
        Assert.Contains("1 unfinished (heat-base). kolla-build did not come to its end.", (string?)report["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_in_JSON_has_the_last_word()
    {
        var summary = Path.Combine(_folder.FullName, "summary.json");
        await File.WriteAllTextAsync(
            summary,
            """{"built":[{"name":"base"}],"failed":[{"name":"openstack-base","status":"push_error"}],"not_matched":[{"name":"zun"}]}""");
        var report = await RunAsync(Builds, new JsonObject { ["summary_file"] = summary });
        Assert.Equal(["base"], Names(report, "built"));
        Assert.Contains("openstack-base", Names(report, "failed"));
        Assert.True((bool?)report["complete"]);
    }

    [Fact]
    public async Task Colours_of_a_terminal_are_no_part_of_the_words()
    {
        var log = string.Concat((Builds + Summary).Split('\n').Select(line => line.Length > 0 ? $"\x1b[0;32m{line}\x1b[0m\x1b[K\n" : ""));
        Assert.Equal((await RunAsync(Builds + Summary)).ToJsonString(), (await RunAsync(log)).ToJsonString());
    }

    /// <summary>With its option format, kolla-build writes it among its other lines, or to a file that is given as the log.</summary>
    [Theory]
    [InlineData("""{"built":[{"name":"base"}],"failed":[{"name":"nova","status":"error"}],"not_matched":[],"skipped":[],"unbuildable":[]}""")]
    [InlineData("{\r\n  \"built\": [\r\n    {\"name\": \"base\"}],\r\n  \"failed\": [{\"name\": \"nova\", \"status\": \"error\"}]\r\n}\r\n")]
    [InlineData("INFO:kolla.common.utils.base:Building started at x\n{\"built\": [{\"name\": \"base\"}], \"failed\": [{\"name\": \"nova\"}]}\n{ x\n")]
    public async Task A_summary_in_the_log_is_read(string log)
    {
        var report = await RunAsync(log);
        Assert.Equal(["base"], Names(report, "built"));
        Assert.Equal(["nova"], Names(report, "failed"));
        Assert.True((bool?)report["complete"]);
    }

    [Fact]
    public async Task Of_a_log_that_several_builds_were_added_to_the_last_one_counts()
    {
        const string second = """
            INFO:kolla.common.utils.nova-base:Building started at 2026-11-03 10:00:00.123456
            INFO:kolla.common.utils.nova-base:Built at 2026-11-03 10:00:09.123456 (took 0:00:09.000000)
            INFO:kolla.common.utils.glance-api:Building started at 2026-11-03 10:00:00.123456

            """;
        var report = await RunAsync(Builds + Summary + second);
        Assert.False((bool?)report["complete"], "the second build was stopped");
        Assert.Equal(["base", "nova-base", "openstack-base"], Names(report, "built"));
        Assert.Equal(["glance-api"], Names(report, "unfinished"));
        Assert.Equal("nova-api", (string?)report["images"]!["failed"]![0]!["name"]);
    }

    [Theory]
    [InlineData("INFO:kolla.common.utils.base:Built at x (took 1 or 2 days, ever)\n", "built", null)]
    [InlineData("INFO:kolla.common.utils.base:Built at x (took )\n", "built", null)]
    [InlineData("INFO:kolla.common.utils.base:Built at x (took 2 days, 0:00:01)\r\n", "built", 172801.0)]
    [InlineData("\0\uFFFD\u001b[31mbroken\nINFO:kolla.common.utils.base:Built at x (took 0:00:02)", "built", 2.0)]
    [InlineData("ERROR:kolla.common.utils.base:\n\n\nINFO:kolla.common.utils.base:\n", "failed", null)]
    [InlineData("INFO:kolla.common.utils:Successfully built images\nINFO:kolla.common.utils:base\n", "built", null)]
    public async Task An_odd_log_is_read_as_far_as_it_goes(string log, string kind, double? seconds)
    {
        var report = await RunAsync(log);
        Assert.Equal(["base"], Names(report, kind));
        Assert.Equal(seconds, (double?)report["images"]![kind]![0]!["seconds"]);
    }

    [Theory]
    [InlineData("[]", "is none")]
    [InlineData("{", "cannot be read")]
    [InlineData("", "cannot be read")]
    [InlineData("""{"built":[],"built":[]}""", "cannot be read")]
    [InlineData("""{"built":{"name":"x"},"failed":[1,"x",{"name":null},{"name":["x"]}],"other":3}""", null)]
    [InlineData("""{"failed":[{"name":5,"status":6}]}""", null)]
    public async Task An_odd_summary_is_told_or_passed_over(string written, string? expected)
    {
        var summary = Path.Combine(_folder.FullName, "summary.json");
        await File.WriteAllTextAsync(summary, written);
        var report = await RunAsync(Builds, new JsonObject { ["summary_file"] = summary });
        if (expected is null)
        {
            Assert.Contains("base", Names(report, "built"));
        }
        else
        {
            Assert.Contains(expected, (string?)report["msg"], StringComparison.Ordinal);
            Assert.Contains("option summary-json-file as summary_file", (string?)report["msg"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Strict_fails_with_the_whole_report()
    {
        var report = await RunAsync(Builds + Summary, new JsonObject { ["strict"] = true });
        Assert.True((bool?)report["failed"]);
        Assert.Equal(4, Names(report, "failed").Count());
        Assert.StartsWith("Mend what ", (string?)report["msg"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "names no image that it built or tried to")]
    [InlineData("something else\nINFO:other:base\n", "names no image that it built or tried to")]
    public async Task What_is_no_log_of_kolla_build_is_said(string log, string expected) =>
        Assert.Contains(expected, (string?)(await RunAsync(log))["msg"], StringComparison.Ordinal);

    [Fact]
    public async Task A_log_that_is_not_there_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "missing.log");
        var report = await Calling.RunAsync("kolla_build_report", new JsonObject { ["log"] = missing });
        Assert.Contains($"'{missing}' cannot be read", (string?)report["msg"], StringComparison.Ordinal);
        report = await Calling.RunAsync("kolla_build_report", new JsonObject { ["log"] = _folder.FullName });
        Assert.EndsWith($"'{_folder.FullName}' is a folder.", (string?)report["msg"], StringComparison.Ordinal);
    }

    private async Task<JsonObject> RunAsync(string log, JsonObject? more = null)
    {
        var path = Path.Combine(_folder.FullName, "kolla-build.log");
        await File.WriteAllTextAsync(path, log);
        var arguments = more ?? [];
        arguments["log"] = path;
        return await Calling.RunAsync("kolla_build_report", arguments);
    }

    private static IEnumerable<string> Names(JsonObject report, string kind) =>
        report["images"]![kind]!.AsArray().Select(image => (string)image!["name"]!);
}
