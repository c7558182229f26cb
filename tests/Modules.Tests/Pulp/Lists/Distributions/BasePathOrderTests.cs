// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Distributions;

/// <summary>A list may free a base path and claim it again: one distribution goes or moves, another takes its path.</summary>
public sealed class BasePathOrderTests : IDisposable
{
    private const int Many = 12;

    private readonly SandboxProcess _pulp = new("--workers", "4", "--task-seconds", "0.05");

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Renamed_in_one_list_whatever_the_order(bool oldFirst)
    {
        _ = await RunAsync(Range(number => Present($"old-{number}", $"path-{number}")));
        var (gone, come) = (Range(number => Absent($"old-{number}")), Range(number => Present($"new-{number}", $"path-{number}")));

        var answer = await RunAsync(oldFirst ? [.. gone, .. come] : [.. come, .. gone]);

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(Range(number => $"new-{number} at path-{number}").Order(StringComparer.Ordinal), await ServedAsync());
        var results = answer["results"]!.AsArray();
        Assert.Equal(oldFirst ? "old-0" : "new-0", (string?)results[0]!["name"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("auto")]
    public async Task Moved_up_one_after_the_other(string concurrency)
    {
        _ = await RunAsync(Range(number => Present($"d-{number}", $"path-{number}")));

        var answer = await RunAsync(
            [.. Range(number => Present($"d-{number}", $"path-{number + 1}"))], new JsonObject { ["concurrency"] = concurrency });

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(Range(number => $"d-{number} at path-{number + 1}").Order(StringComparer.Ordinal), await ServedAsync());
    }

    [Fact]
    public async Task A_path_below_one_that_is_given_up_waits_too()
    {
        _ = await RunAsync([Present("above", "rocky")]);

        var answer = await RunAsync([Present("below", "rocky/9"), Absent("above")]);

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(["below at rocky/9"], await ServedAsync());
    }

    [Fact]
    public async Task A_path_above_one_that_is_given_up_waits_too()
    {
        _ = await RunAsync([Present("below", "rocky/9"), Present("moves", "rocky/8/os")]);

        var answer = await RunAsync([Present("above", "rocky"), Absent("below"), Present("moves", "other")]);

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(["above at rocky", "moves at other"], await ServedAsync());
    }

    [Fact]
    public async Task Two_that_swap_their_paths_are_refused_before_anything_is_written()
    {
        _ = await RunAsync([Present("one", "1"), Present("two", "2")]);

        var answer = await RunAsync([Present("one", "2"), Present("two", "1"), Present("three", "3")]);

        Assert.Contains(
            "file 'one': the base path '2' is that of file 'two', which waits for another's in turn.",
            (string?)answer["msg"],
            StringComparison.Ordinal);
        Assert.Equal(["one at 1", "two at 2"], await ServedAsync());
    }

    [Fact]
    public async Task What_is_not_given_up_is_not_claimed()
    {
        _ = await RunAsync([Present("old", "path")]);
        using var proxy = new FaultyProxy(_pulp.Address)
        {
            Instead = (method, path) =>
                Task.FromResult(method == "DELETE" && path.Contains("/distributions/", StringComparison.Ordinal) ? "no JSON" : null),
        };

        var answer = await Calling.ListAsync(
            "distributions", proxy.Address, "file", [Absent("old"), Present("new", "path")], more: new JsonObject { ["retries"] = 0 });

        Assert.Contains(
            "file 'new': The base path 'path' is not free, since file 'old' failed.", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            proxy.Requests,
            request =>
                request.StartsWith("POST", StringComparison.Ordinal) && request.Contains("/distributions/", StringComparison.Ordinal));
    }

    private static IEnumerable<T> Range<T>(Func<int, T> each) => Enumerable.Range(0, Many).Select(each);

    private static JsonObject Present(string name, string path) => new() { ["name"] = name, ["base_path"] = path };

    private static JsonObject Absent(string name) => new() { ["name"] = name, ["state"] = "absent" };

    private Task<JsonObject> RunAsync(IEnumerable<JsonObject> items, JsonObject? more = null) =>
        Calling.ListAsync("distributions", _pulp.Address, "file", items, more: more);

    private async Task<IEnumerable<string>> ServedAsync() =>
        (await _pulp.ListAsync("distributions/file/file/")).Select(each => $"{each["name"]} at {each["base_path"]}")
            .Order(StringComparer.Ordinal);
}
