// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Golden;
using Modules.Tests.Infra;
using Xunit.Abstractions;

namespace Modules.Tests.GoldenLists;

/// <summary>
/// The recorded runs of the lists and of the modules that came later, against servers that answer as recorded. The recordings are of this
/// product: what it does otherwise by now stands in <c>differences.txt</c>, case by case, with a reason that the README there gives.
/// </summary>
public sealed class GoldenListTests(ITestOutputHelper output)
{
    private static readonly string[] OfAnItem = ["name", "type", "changed", "failed", "action", "repository_version", "publication"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, (string Reason, string Aspects)> Known = File
        .ReadLines(Path.Combine(ListCase.Folder, "differences.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => (words[1], words[2]));

    public static TheoryData<string> Series => [.. ListCase.Series];

    [Theory]
    [MemberData(nameof(Series))]
    public async Task Agrees_or_says_why_not(string series)
    {
        using var replay = new ListReplay();
        var files = Directory.CreateTempSubdirectory("golden-lists").FullName;
        List<string> wrong = [];
        try
        {
            foreach (var recorded in ListCase.Read(series))
            {
                var found = await RunAsync(replay, recorded, files);
                var aspects = string.Join(',', found.Select(each => each.Aspect).Distinct().Order(StringComparer.Ordinal));
                if (aspects != (Known.TryGetValue(recorded.Name, out var known) ? known.Aspects : ""))
                {
                    wrong.Add($"{recorded.Name} {(aspects.Length > 0 ? aspects : "agrees")}");
                    found.Take(4).ToList().ForEach(each => output.WriteLine($"{recorded.Name} {each.Aspect}: {each.Text}"));
                }
            }
        }
        finally
        {
            Directory.Delete(files, recursive: true);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_difference_is_of_a_case_and_explained()
    {
        var readme = File.ReadAllText(Path.Combine(ListCase.Folder, "README.md"));
        Assert.Empty(Known.Keys.Except(ListCase.Series.SelectMany(ListCase.Read).Select(each => each.Name)));
        Assert.All(Known.Values, known => Assert.Contains($"`{known.Reason}`", readme, StringComparison.Ordinal));
    }

    private static async Task<List<Disagreement>> RunAsync(ListReplay replay, ListCase recorded, string files)
    {
        replay.Begin(recorded.Exchanges);
        var arguments = JsonNode.Parse(replay.ToLive(recorded.Data["args"]!.ToJsonString()))!.AsObject();
        if ((string?)arguments["dest"] is { } destination)
        {
            arguments["dest"] = Path.Combine(files, destination);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(files, destination))!);
        }

        if (recorded.Module == "repositories")
        {
            arguments.TryAdd("retries", 0); // a sync that fails was not tried again when this was recorded
        }

        if (recorded.Result["results"] is JsonArray)
        {
            arguments.TryAdd("show_results", "all"); // as when this was recorded
        }

        var run = Calling.RunAsync(recorded.Module, arguments, (bool)recorded.Data["check_mode"]!);
        if (await Task.WhenAny(run, Task.Delay(Patience)) != run)
        {
            return [new("ends", "it does not end")];
        }

        var told = replay.ToRecorded((await run).ToJsonString()).Replace(files + "/", "", StringComparison.Ordinal);
        var answer = JsonNode.Parse(told)!.AsObject();
        if (recorded.IsEndless)
        {
            return [new("ends", $"{answer["msg"]}")];
        }

        return [.. Results(recorded.Result, answer), .. Requests(recorded, replay)];
    }

    private static IEnumerable<Disagreement> Results(JsonObject expected, JsonObject answer)
    {
        var (was, now) = (expected.DeepClone().AsObject(), answer);
        if (was["results"] is JsonArray items && now["results"] is JsonArray done)
        {
            foreach (var (one, other) in items.Zip(done))
            {
                if (OfAnItem.FirstOrDefault(name => !Comparison.Alike(one![name], other![name])) is { } name)
                {
                    yield return new("result", $"{one!["name"]} {name}: {other![name]?.ToJsonString()}\n   not: {one[name]?.ToJsonString()}");
                }
            }
        }

        var isList = was["results"] is JsonArray;
        if ((bool?)was["failed"] == true && isList)
        {
            _ = was.Remove("msg"); // sentences of lists are tested elsewhere
            was["msg"] = "";
        }

        foreach (var each in (string[])["results", "summary", "seconds", "status", "promotions", "attempts", "http", "task"])
        {
            _ = was.Remove(each);
        }

        // This product says more today than when it was recorded; what it said then it still says.
        foreach (var disagreement in Comparison.Results(was, now).Where(each => each.Aspect != "more"))
        {
            yield return disagreement;
        }
    }

    private static IEnumerable<Disagreement> Requests(ListCase recorded, ListReplay replay)
    {
        foreach (var request in replay.Unexpected)
        {
            yield return new("requests", $"not in the recording: {request}");
        }

        var left = replay.Writes.ToList();
        foreach (var expected in recorded.Exchanges.Select(each => each["request"]!.AsObject()).Where(IsWrite))
        {
            var sent = left.Find(each => (string?)each["method"] == (string?)expected["method"]
                && (string?)each["path"] == (string?)expected["path"]
                && (expected["body"] is not JsonObject body || body.ContainsKey("_multipart") || Comparison.Alike(body, each["body"])));
            if (sent is null)
            {
                yield return new("requests", $"not sent: {expected["method"]} {expected["path"]} {expected["body"]?.ToJsonString()}");
            }
            else
            {
                _ = left.Remove(sent);
            }
        }

        foreach (var more in left)
        {
            yield return new("requests", $"sent beside: {more.ToJsonString()}");
        }
    }

    private static bool IsWrite(JsonObject request) =>
        (string?)request["method"] is not ("GET" or "HEAD")
            && request["host"] is null
            && !((string)request["path"]!).EndsWith("/login/", StringComparison.Ordinal);
}
