// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Promotions;

/// <summary>All distributions of a list are moved to what others serve, or none.</summary>
public sealed class PromotionTests : IDisposable
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private readonly SandboxProcess _pulp = new("--workers", "4");
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task When_one_cannot_be_moved_the_rest_stays_and_what_was_moved_is_put_back(int failing)
    {
        await PrepareAsync();
        await CallAsync(_pulp.Address, Promote(Names[..3])); // a, b and c are there, d is new
        await PublishAnewAsync();
        var before = await ServedAsync();

        var patches = 0;
        using var proxy = new FaultyProxy(_pulp.Address)
        {
            Instead = (method, path) => Task.FromResult(
                method is "PATCH" or "POST"
                    && path.Contains("/distributions/", StringComparison.Ordinal)
                    && Interlocked.Increment(ref patches) == failing
                    ? "no JSON"
                    : null),
        };
        var answer = await CallAsync(proxy.Address, Promote(Names), new JsonObject { ["concurrency"] = "1", ["retries"] = 0 });

        Assert.True((bool)answer["failed"]!);
        Assert.StartsWith("1 of 4 items failed. file '", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Equal(before, await ServedAsync());
        var results = answer["results"]!.AsArray().Select(result => ((string)result!["action"]!, (string)result["msg"]!)).ToList();
        Assert.Equal(failing - 1, results.Count(result => result.Item1.Contains("put back", StringComparison.Ordinal)));
        Assert.Equal(
            4 - failing,
            results.Count(
                result =>
                    result.Item1 == "not moved"
                        && result.Item2.StartsWith("Not moved, since the promotion of file '", StringComparison.Ordinal)));
        Assert.Equal(failing, patches - (failing - 1)); // and each that was put back once more
        Assert.Empty(answer["promotions"]!.AsArray());
        Assert.True(answer["changed"] is null || !(bool)answer["changed"]!, "what is as it was has not changed");
    }

    [Fact]
    public async Task A_promotion_that_fails_in_passing_is_completed_by_the_retry()
    {
        await PrepareAsync();
        using var proxy =
            new FaultyProxy(_pulp.Address, ("POST", "/distributions/", Fault.BadGateway), ("POST", "/distributions/", Fault.LostAnswer));
        var answer = await CallAsync(proxy.Address, Promote(Names));

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(0, proxy.Left);
        var served = await ServedAsync();
        Assert.All(Names, name => Assert.Equal(served[$"{name}-development"], served[$"{name}-production"]));
    }

    [Fact]
    public async Task A_promotion_is_rolled_back_from_its_answer()
    {
        await PrepareAsync();
        await CallAsync(_pulp.Address, Promote(Names[..3]));
        await PublishAnewAsync();
        var before = await ServedAsync();
        var promoted = await CallAsync(_pulp.Address, Promote(Names));
        Assert.Equal(4, promoted["promotions"]!.AsArray().Count);
        Assert.NotEqual(before, await ServedAsync());

        var back = await CallAsync(_pulp.Address, [], new JsonObject { ["rollback_from"] = promoted.DeepClone() });

        Assert.True((bool)back["changed"]!);
        Assert.Equal(before, await ServedAsync());
    }

    [Fact]
    public async Task What_cannot_be_served_again_is_told_before_anything_is_rolled_back()
    {
        await PrepareAsync();
        await CallAsync(_pulp.Address, Promote(Names));
        var gone = (await ServedAsync())["c-production"]!;
        await PublishAnewAsync();
        var promoted = await CallAsync(_pulp.Address, Promote(Names));
        var before = await ServedAsync();
        var removed = await Calling.RunAsync("api_call", new JsonObject
        {
            ["pulp_url"] = _pulp.Address,
            ["username"] = "admin",
            ["password"] = "password",
            ["operation_id"] = "publications_file_file_delete",
            ["parameters"] = new JsonObject { ["file_file_publication_href"] = gone },
        });
        Assert.True((bool)removed["changed"]!, removed.ToJsonString());

        var back = await CallAsync(_pulp.Address, [], new JsonObject { ["rollback_from"] = promoted.DeepClone() });

        Assert.StartsWith(
            "Nothing was changed, since the list has a problem. file 'c-production': "
                + $"the publication that it served before the promotion was removed since: {gone}.",
            (string?)back["msg"],
            StringComparison.Ordinal);
        Assert.Equal(before, await ServedAsync());
    }

    private static IEnumerable<JsonObject> Promote(IEnumerable<string> names) => names.Select(name => new JsonObject
    {
        ["name"] = $"{name}-production",
        ["base_path"] = $"production/{name}",
        ["distribution"] = $"{name}-development",
    });

    private static async Task<JsonObject> CallAsync(string address, IEnumerable<JsonObject> items, JsonObject? more = null) =>
        await Calling.ListAsync("distributions", address, "file", items, more: more);

    /// <summary>Repositories, each with a publication that development serves.</summary>
    private async Task PrepareAsync()
    {
        var made = await Calling.ListAsync(
            "repositories", _pulp.Address, "file", Names.Select(name => new JsonObject { ["name"] = name, ["url"] = _upstream.Manifest }));
        Assert.True(made["failed"] is null, (string?)made["msg"]);
        await PublishAsync("PULP_MANIFEST");
    }

    private Task PublishAnewAsync() => PublishAsync("MANIFEST");

    private async Task PublishAsync(string manifest)
    {
        var published = await Calling.ListAsync(
            "publications", _pulp.Address, "file", Names.Select(name => new JsonObject { ["repository"] = name, ["manifest"] = manifest }));
        Assert.True(published["failed"] is null, (string?)published["msg"]);
        var served = await CallAsync(
            _pulp.Address,
            Names.Select(
                name => new JsonObject { ["name"] = $"{name}-development", ["base_path"] = $"development/{name}", ["repository"] = name }));
        Assert.True(served["failed"] is null, (string?)served["msg"]);
    }

    private async Task<SortedDictionary<string, string?>> ServedAsync() => new(
        (await _pulp.ListAsync("distributions/file/file/")).ToDictionary(
            each => (string)each["name"]!, each => (string?)each["publication"]));
}
