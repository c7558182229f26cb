// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;

namespace CiSandbox.GitHub;

/// <summary>The runners of one place, and the tokens that one registers or goes with.</summary>
internal sealed class Runners
{
    private static readonly string[] Own = ["self-hosted", "Linux", "X64"];

    private readonly List<Runner> _all = [];
    private readonly HashSet<string> _tokens = [];
    private long _last = 20;

    /// <summary>How many tokens were asked for.</summary>
    public int TokensAsked => _tokens.Count;

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _all.Select(each => each.Name);

    public GitHubAnswer Answer(GitHubRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", []) => request.Page("runners", [.. _all.Where(each => Matches(request, each)).Select(Shown)]),
        ("POST", ["registration-token" or "remove-token"]) => NewToken(),
        ("POST", ["sandbox-register"]) => Registered(request),
        ("GET", [var id]) => new(200, Shown(Find(id))),
        ("DELETE", [var id]) => Removed(Find(id)),
        ("GET", [var id, "labels"]) => Labels(Find(id)),
        ("PUT", [var id, "labels"]) => Relabelled(Find(id), request, keeps: false),
        ("POST", [var id, "labels"]) => Relabelled(Find(id), request, keeps: true),
        ("DELETE", [var id, "labels"]) => Relabelled(Find(id), [], keeps: false),
        _ => throw GitHubRefusal.NotFound,
    };

    /// <summary>What the program of a runner does with its token: registers, anew where the name is there.</summary>
    public long Register(string name, bool online, params IReadOnlyList<string> labels)
    {
        _all.RemoveAll(each => each.Name == name);
        _all.Add(new(++_last, name, online, false, [.. labels]));
        return _last;
    }

    /// <summary>As GitHub does with one that was away for long, or as its program does when it goes.</summary>
    public void Forget(string name) => _all.RemoveAll(each => each.Name == name);

    /// <summary>Comes, goes, or works.</summary>
    public void Set(string name, bool online, bool busy = false)
    {
        var at = _all.FindIndex(each => each.Name == name);
        _all[at] = _all[at] with { IsOnline = online, IsBusy = busy };
    }

    private static bool Matches(GitHubRequest request, Runner runner) =>
        !request.Query.TryGetValue("name", out var name) || runner.Name == name;

    private GitHubAnswer NewToken()
    {
        var token = $"AABF3JGZDX3P5PMEXLND{_tokens.Count:D6}";
        _tokens.Add(token);
        return new(201, new JsonObject
        {
            ["token"] = token,
            ["expires_at"] = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        });
    }

    private GitHubAnswer Registered(GitHubRequest request)
    {
        if (!_tokens.Contains(request.Text("token")))
        {
            throw GitHubRefusal.NotFound;
        }

        var labels = (request.Body["labels"] as JsonArray ?? []).Select(each => (string)each!).ToList();
        return new(200, new JsonObject { ["id"] = Register(request.Text("name"), online: true, labels) });
    }

    private Runner Find(string id) =>
        _all.FirstOrDefault(each => each.Id.ToString(CultureInfo.InvariantCulture) == id) ?? throw GitHubRefusal.NotFound;

    private GitHubAnswer Removed(Runner runner)
    {
        if (runner.IsBusy)
        {
            throw GitHubRefusal.Invalid($"Runner \"{runner.Name}\" is still running a job: it is busy and cannot be deleted.");
        }

        _all.Remove(runner);
        return GitHubAnswer.Nothing;
    }

    private GitHubAnswer Relabelled(Runner runner, GitHubRequest request, bool keeps) => Relabelled(
        runner,
        request.Body["labels"] is JsonArray labels
            ? [.. labels.Select(each => (string)each!)]
            : throw GitHubRefusal.Invalid("Invalid request.\n\n\"labels\" wasn't supplied."),
        keeps);

    private GitHubAnswer Relabelled(Runner runner, IReadOnlyList<string> labels, bool keeps)
    {
        var at = _all.IndexOf(runner);
        _all[at] = runner with { Labels = [.. (keeps ? runner.Labels : []).Concat(labels).Distinct()] };
        return Labels(_all[at]);
    }

    private static GitHubAnswer Labels(Runner runner)
    {
        var labels = Shown(runner)["labels"]!.DeepClone().AsArray();
        return new(200, new JsonObject { ["total_count"] = labels.Count, ["labels"] = labels });
    }

    private static JsonObject Shown(Runner runner) => new()
    {
        ["id"] = runner.Id,
        ["name"] = runner.Name,
        ["os"] = "linux",
        ["status"] = runner.IsOnline ? "online" : "offline",
        ["busy"] = runner.IsBusy,
        ["labels"] = new JsonArray(
        [
            .. Own.Select((label, at) => (JsonNode?)Label(at + 1, label, "read-only")),
            .. runner.Labels.Select((label, at) => (JsonNode?)Label(at + 10, label, "custom")),
        ]),
        ["runner_group_id"] = 1,
    };

    private static JsonObject Label(int id, string name, string type) => new() { ["id"] = id, ["name"] = name, ["type"] = type };

    private sealed record Runner(long Id, string Name, bool IsOnline, bool IsBusy, IReadOnlyList<string> Labels);
}
