// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;
using Xunit.Abstractions;

namespace Modules.Tests.Ci.OpenBao.Recorded;

/// <summary>
/// What the modules do is compared with what a real server took, refused and showed: each recorded write as a playbook would say it. What
/// is otherwise stands in <c>modules-differences.txt</c>, case by case, with a reason that the README there gives.
/// </summary>
public sealed class RecordedWritesTests(RecordedTally tally, ITestOutputHelper output) : IClassFixture<RecordedTally>
{
    private static readonly Dictionary<string, (string Aspects, string Reason)> Known = File
        .ReadLines(Path.Combine(RecordedWrite.Folder, "modules-differences.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => (words[2], words[1]));

    public static TheoryData<string> Series => [.. RecordedWrite.Series];

    [Theory]
    [MemberData(nameof(Series))]
    public async Task Agrees_or_says_why_not(string series)
    {
        using var bao = new RecordedBao();
        List<string> wrong = [];
        var asked = 0;
        foreach (var write in RecordedWrite.Read(series))
        {
            if (ModuleCall.For(write) is not { } call || (!write.IsTaken && !write.IsRefused))
            {
                tally.Pass(series);
                continue;
            }

            asked++;
            var found = await CompareAsync(bao, write, call);
            tally.Add(series, write, [.. found.Select(each => each.Aspect)]);
            var aspects = string.Join(',', found.Select(each => each.Aspect).Distinct().Order(StringComparer.Ordinal));
            if (aspects != (Known.TryGetValue(write.Name, out var known) ? known.Aspects : ""))
            {
                wrong.Add($"{write.Name} {(aspects.Length > 0 ? aspects : "agrees")}");
                found.ForEach(each => output.WriteLine($"{write.Name} {each.Aspect}: {call.Arguments.ToJsonString()}\n   {each.Text}"));
            }
        }

        output.WriteLine($"{asked} writes of {series}\n{tally.Text}");
        Assert.True(asked > 10);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_difference_is_of_a_case_and_explained()
    {
        var readme = File.ReadAllText(Path.Combine(RecordedWrite.Folder, "README.md"));
        Assert.Empty(Known.Keys.Except(RecordedWrite.Series.SelectMany(RecordedWrite.Read).Select(each => each.Name)));
        Assert.All(Known.Values, known => Assert.Contains($"`{known.Reason}`", readme, StringComparison.Ordinal));
    }

    private static async Task<List<(string Aspect, string Text)>> CompareAsync(RecordedBao bao, RecordedWrite write, ModuleCall call)
    {
        List<(string Aspect, string Text)> found = [];
        foreach (var checkMode in (bool[])[true, false])
        {
            var isThere = write.Said.Contains("path is already in use", StringComparison.Ordinal);
            bao.Show(isThere ? call.Read(null).Keys.ToDictionary(path => path, _ => Named(write.Said, call)) : call.Read(write.Before));
            var answer = await RunAsync(bao, call, checkMode);
            var hasFailed = (bool?)answer["failed"] == true;
            if (isThere && bao.Sent.Count == 0 && (hasFailed || (bool?)answer["changed"] == false))
            {
                continue; // looked at first, and kept or refused
            }

            if (write.IsRefused && (!hasFailed || bao.Sent.Count > 0))
            {
                found.Add(("foreseen", $"the server says {write.Said}, the module {(hasFailed ? answer["msg"] : "nothing")}"));
            }
            else if (write.IsTaken && hasFailed)
            {
                found.Add(("taken", $"{answer["msg"]}"));
            }
            else if (write.IsTaken && write.After is { } after && write.Before is null && (bool?)answer["changed"] != true)
            {
                found.Add(("changes", $"nothing would be sent to make {after.ToJsonString()}"));
            }
            else if (write.IsTaken && write.Before is null && !checkMode && Unlike(write, bao.Sent) is { } unlike)
            {
                found.Add(("sent", unlike));
            }
        }

        if (write is { IsTaken: true, After: { } shown } && !found.Exists(each => each.Aspect == "taken"))
        {
            bao.Show(call.Read(shown));
            var again = await RunAsync(bao, call, checkMode: true);
            if ((bool?)again["changed"] != false)
            {
                found.Add(("converges", $"{again["msg"] ?? again["diff"]?.ToJsonString()}\n   shown: {shown.ToJsonString()}"));
            }
        }

        return found;
    }

    /// <summary>The mount that a refusal names.</summary>
    private static JsonObject Named(string said, ModuleCall call)
    {
        var path = said[(said.IndexOf("use at ", StringComparison.Ordinal) + "use at ".Length)..].TrimEnd('"', ']');
        return new JsonObject
        {
            [path] = new JsonObject { ["type"] = call.Module == "openbao_secret_engine" ? "kv" : "jwt", ["options"] = new JsonObject() },
        };
    }

    /// <summary>What is sent is what was recorded, or already what the server makes of it.</summary>
    private static string? Unlike(RecordedWrite write, IReadOnlyList<JsonObject> sent)
    {
        if (sent.Count != 1)
        {
            return $"{sent.Count} writes";
        }

        foreach (var (name, value) in (write.Body as JsonObject ?? []).Where(pair => pair.Value is not null))
        {
            var now = sent[0][name] ?? (name is "policies" or "ttl" or "max_ttl" or "bound_cidrs" ? sent[0]["token_" + name] : null);
            if (!Alike(now, value) && (write.After is null || !Alike(now, write.After[name])))
            {
                return $"{name}: {now?.ToJsonString()}, not {value!.ToJsonString()}";
            }
        }

        return null;
    }

    /// <summary>A server takes numbers for texts, texts for numbers, and one for a list of one.</summary>
    private static bool Alike(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(Spelled(one), Spelled(other));

    private static JsonNode? Spelled(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Spelled(pair.Value)))),
        JsonArray { Count: 1 } list => Spelled(list[0]),
        JsonArray list => new JsonArray([.. list.Select(Spelled)]),
        null => null,
        _ => node.ToString(),
    };

    private static Task<JsonObject> RunAsync(RecordedBao bao, ModuleCall call, bool checkMode)
    {
        var arguments = call.Arguments.DeepClone().AsObject();
        (arguments["url"], arguments["token"]) = (bao.Address, "s.recorded");
        return Calling.RunAsync(call.Module, arguments, checkMode);
    }
}
