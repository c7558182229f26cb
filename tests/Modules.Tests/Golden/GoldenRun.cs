// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Golden;

/// <summary>A recorded case, through the program as a process, against a server that answers as recorded.</summary>
internal static class GoldenRun
{
    // The one file of the recordings that is not in tests/golden/files.
    private const string EmptyFile = "/tmp/golden-empty";

    /// <summary>A difference on purpose is one in exactly the aspects it was written down with.</summary>
    /// <param name="name">The case.</param>
    public static void AgreesOrSaysWhyNot(string name)
    {
        var disagreements = Run(name);
        var written = Differences.AspectsOf(name);
        var found = string.Join(',', disagreements.Select(each => each.Aspect).Distinct().Order(StringComparer.Ordinal));
        Assert.True(
            written == found,
            $"{name}\nin differences.txt: {written}; found: "
                + $"{found}\n{string.Join('\n', disagreements.Select(each => $"{each.Aspect}: {each.Text}"))}");
    }

    private static List<Disagreement> Run(string name)
    {
        var golden = GoldenCase.Read(name);
        using var server = new ReplayServer(golden.Exchanges);
        var file = Path.GetTempFileName();
        File.WriteAllText(file, golden.Arguments(server.Address));
        var environment = golden.Environment.ToDictionary(
            pair => pair.Key, pair => pair.Value.Replace("127.0.0.1:8090", server.Address, StringComparison.Ordinal));
        var cache = Directory.CreateTempSubdirectory("golden-cache-");
        environment["XDG_CACHE_HOME"] = cache.FullName;
        if (golden.Arguments("").Contains(EmptyFile, StringComparison.Ordinal))
        {
            File.WriteAllBytes(EmptyFile, []);
        }

        var (_, output, error) = Binary.Run([golden.Module, file], GoldenCase.Folder, environment);
        File.Delete(file);
        cache.Delete(recursive: true);
        Assert.Empty(error);
        var answer = JsonNode.Parse(output)!.AsObject();
        return [.. Comparison.Results(golden.Result, answer), .. Requests(golden, server)];
    }

    private static IEnumerable<Disagreement> Requests(GoldenCase golden, ReplayServer server)
    {
        foreach (var request in server.Unexpected)
        {
            yield return new("requests", $"not in the recording: {request}");
        }

        var asked = golden.Exchanges.Where(each => (string)each["request"]!["method"]! == "GET")
            .Count(each => !((string)each["request"]!["path"]!).EndsWith("/docs/api.json", StringComparison.Ordinal)
                && !((string)each["request"]!["path"]!).Contains("/api/v3/tasks/", StringComparison.Ordinal));
        if (server.Reads.Count > asked || server.StatusReads > 1)
        {
            yield return new(
                "reads",
                $"{server.Reads.Count} questions and {server.StatusReads} for the status, not {asked}: {string.Join(' ', server.Reads)}");
        }

        var recorded = golden.Exchanges.Select(each => each["request"]!.AsObject())
            .Where(each => (string)each["method"]! != "GET")
            .ToList();
        if (recorded.Count != server.Writes.Count)
        {
            yield return new("requests", $"{server.Writes.Count} that change something, not {recorded.Count}");
        }

        foreach (var (expected, actual) in recorded.Zip(server.Writes))
        {
            var sameBody = Comparison.Alike(Multipart.Comparable(expected["body"]), Multipart.Comparable(actual["body"]));
            if ((string?)expected["method"] != (string?)actual["method"]
                || (string?)expected["path"] != (string?)actual["path"]
                || !sameBody)
            {
                yield return new(
                    "requests",
                    $"sent {actual.ToJsonString()}\n   not {expected["method"]} {expected["path"]} {expected["body"]?.ToJsonString()}");
            }
        }
    }
}
