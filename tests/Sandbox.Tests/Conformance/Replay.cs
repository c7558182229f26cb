// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Plugins;
using Sandbox.Settings;

namespace Sandbox.Tests.Conformance;

/// <summary>What became of one exchange: agreed, differed, or could not be asked, and why.</summary>
internal sealed record Step(Exchange Exchange, IReadOnlyList<string> Differences, string? Excluded = null)
{
    public bool Agrees => Excluded is null && Differences.Count == 0;
}

/// <summary>Plays one series against a sandbox of its own.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private static readonly HashSet<string> Final = ["completed", "failed", "canceled"];

    private readonly Series _series;
    private readonly RunningSandbox _sandbox;
    private readonly HttpClient _http;
    private readonly Identities _identities = new();
    private readonly TaskOutcomes _outcomes;
    private readonly Seeder _seeder;

    private string _case = "";

    // Recorded tasks whose course an upstream or an unrecorded call decided.
    private readonly HashSet<string> _given = [];

    private Replay(Series series, RunningSandbox sandbox, TaskOutcomes outcomes)
    {
        (_series, _sandbox, _outcomes) = (series, sandbox, outcomes);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = sandbox.Address };
        _seeder = new Seeder(series, sandbox.Pulp, _identities, outcomes);
    }

    public static async Task<IReadOnlyList<Step>> RunAsync(Series series)
    {
        var outcomes = new TaskOutcomes(series);
        var plugins = InstalledPlugins.All with
        {
            Syncs = InstalledPlugins.All.Syncs.Keys.ToDictionary(path => path, _ => (SyncWork)outcomes.SyncAsync),
        };
        var options = new Options
        {
            Listen = new(System.Net.IPAddress.Loopback, 0),
            Password = "password",
            Release = series.Release,
            Domains = series.Domains,
            Workers = series.Workers,
        };
        await using var replay = new Replay(series, await RunningSandbox.StartAsync(options, plugins), outcomes);
        var steps = new List<Step>();
        foreach (var exchange in series.Exchanges)
        {
            await replay.SetUpAsync(exchange.Case);
            steps.Add(await replay.StepAsync(exchange));
        }

        return steps;
    }

    public async ValueTask DisposeAsync()
    {
        _outcomes.ReleaseAll();
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    /// <summary>Makes the calls that stand before a case, as far as what they are about is known by now.</summary>
    private async Task SetUpAsync(string name)
    {
        if (name == _case)
        {
            return;
        }

        _case = name;
        foreach (var call in _series.Setups.GetValueOrDefault(name) ?? [])
        {
            var isKnown = Identities.Identifier().Matches(call.Path + call.Request["body"]?.ToJsonString())
                .All(match => _identities.Knows(match.Value));
            if (isKnown && !call.Path.EndsWith("/sync/", StringComparison.Ordinal))
            {
                _ = await SendAsync(call);
            }
        }
    }

    private async Task<Step> StepAsync(Exchange exchange)
    {
        if (exchange.Path.EndsWith("/docs/api.json", StringComparison.Ordinal))
        {
            return new Step(exchange, [], "the recording leaves the document out");
        }

        if (exchange.Path.StartsWith("/v2/", StringComparison.Ordinal) || exchange.Path.StartsWith("/token/", StringComparison.Ordinal))
        {
            return new Step(exchange, [], "what was pushed is not in the recording");
        }

        if (exchange is { Method: "GET", Status: 200 } && exchange.Path.Contains("/api/v3/task-groups/", StringComparison.Ordinal))
        {
            return await GroupAsync(exchange);
        }

        if (!_series.Domains)
        {
            _seeder.Before(exchange);
        }

        if (exchange is { Method: "GET", Status: 200 } && exchange.Path.EndsWith("/api/v3/tasks/", StringComparison.Ordinal)
            && exchange.Query.Contains("pulp_href__in=", StringComparison.Ordinal))
        {
            return await TasksAsync(exchange);
        }

        var recordedState = (string?)(exchange.Body as JsonObject)?["state"];
        var isTask = exchange.Path.Contains("/api/v3/tasks/", StringComparison.Ordinal) && recordedState is not null;
        if (isTask && IsSeeded(exchange.Path))
        {
            _given.Add(exchange.Path);
        }

        if (exchange.Path.EndsWith("/sync/", StringComparison.Ordinal) && exchange.Status == 202)
        {
            _given.Add((string)exchange.Body!["task"]!);
        }

        if (isTask && exchange.Method == "GET" && Final.Contains(recordedState!))
        {
            _outcomes.Release(exchange.Path);
        }

        var (status, location, body) = isTask && exchange.Method == "GET"
            ? await PollAsync(exchange, recordedState!)
            : await SendAsync(exchange);
        if (exchange.Path.EndsWith("/sync/", StringComparison.Ordinal) && exchange.Status == 202 && status == 202)
        {
            _outcomes.Bind((string)body!["task"]!, (string)exchange.Body!["task"]!);
        }

        var differences = Compare(exchange, status, location, body, isTask && exchange.Method == "GET" && !Final.Contains(recordedState!));

        return isTask && _given.Contains(exchange.Path) && exchange.Method == "GET"
            ? new Step(exchange, differences, "the task's upstream, or the call that started it, is not in the recording")
            : new Step(exchange, differences);
    }

    /// <summary>A task that the sandbox knows by its recorded name was put there by the seeder.</summary>
    private bool IsSeeded(string path) => _sandbox.Pulp.Tasks.Find(path.TrimEnd('/').Split('/')[^1]) is not null;

    private IReadOnlyList<string> Compare(Exchange exchange, int status, string? location, JsonNode? body, bool onTheWay)
    {
        if (status != exchange.Status)
        {
            return [$"status {exchange.Status} | {status} {body?.ToJsonString()}"];
        }

        var (recorded, live) = (exchange.Body?.DeepClone(), body?.DeepClone());
        if (onTheWay)
        {
            Forget(recorded);
            Forget(live);
        }

        var comparison = new Comparison(_identities, _sandbox.Address.Authority) { IsOrdered = _series.IsOrdered };
        comparison.Compare("", recorded, live);
        comparison.Compare("Location", exchange.Location, location);

        return comparison.Differences;
    }

    /// <summary>The tasks of a group are told by their order; an upstream decides what they do, so that their states alone count.</summary>
    private async Task<Step> GroupAsync(Exchange exchange)
    {
        var recorded = exchange.Body!["tasks"]?.AsArray().Select(each => each!.AsObject()).ToList() ?? [];
        for (var tries = 0; ; tries++)
        {
            var (status, location, body) = await SendAsync(exchange);
            var live = (body?["tasks"] as JsonArray ?? []).Select(each => each!.AsObject()).ToList();
            foreach (var (one, other) in recorded.Zip(live))
            {
                var href = (string)one["pulp_href"]!;
                if (_given.Add(href))
                {
                    _identities.Match(href, (string)other["pulp_href"]!);
                    _outcomes.Bind((string)other["pulp_href"]!, href);
                }

                if (Final.Contains((string)one["state"]!))
                {
                    _outcomes.Release(href);
                }
            }

            var states = live.Select(task => (string)task["state"]!).Order(StringComparer.Ordinal).ToList();
            var isSame = states.SequenceEqual(recorded.Select(task => (string)task["state"]!).Order(StringComparer.Ordinal));
            if (status != 200 || live.Count != recorded.Count || isSame || tries == 200)
            {
                return recorded.All(task => Final.Contains((string)task["state"]!))
                    ? new Step(exchange, Compare(exchange, status, location, body, onTheWay: false))
                    : new Step(exchange, [], "how far the tasks of a group had got is chance");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Several tasks asked for at once: those that are done are done here, too; how far the others had got is chance.</summary>
    private async Task<Step> TasksAsync(Exchange exchange)
    {
        var recorded = exchange.Body!.DeepClone().AsObject();
        var tasks = recorded["results"]!.AsArray().Select(each => each!.AsObject()).ToList();
        var done = tasks.Where(task => Final.Contains((string)task["state"]!)).Select(task => (string)task["pulp_href"]!).ToHashSet();
        foreach (var href in done)
        {
            _outcomes.Release(href);
        }

        var wanted = done.Select(_identities.ToLive).ToHashSet();
        var (status, location, body) = await SendAsync(exchange);
        for (var tries = 0; tries < 200 && Shown(body).Any(
            task => wanted.Contains((string)task["pulp_href"]!) && !Final.Contains((string)task["state"]!)); tries++)
        {
            await Task.Delay(10);
            (status, location, body) = await SendAsync(exchange);
        }

        // In the recorded order, without those whose upstream decided.
        var live = Shown(body).ToDictionary(task => (string)task["pulp_href"]!);
        if (status != 200 || live.Count != tasks.Count)
        {
            return new Step(exchange, Compare(exchange, status, location, body, onTheWay: false));
        }

        var left = tasks.Where(task => done.Contains((string)task["pulp_href"]!) && !_given.Contains((string)task["pulp_href"]!)).ToList();
        var comparison = new Comparison(_identities, _sandbox.Address.Authority) { IsOrdered = _series.IsOrdered };
        foreach (var task in left)
        {
            comparison.Compare("", task, live.GetValueOrDefault(_identities.ToLive((string)task["pulp_href"]!)));
        }

        return left.Count > 0 || tasks.Count == 0
            ? new Step(exchange, comparison.Differences)
            : new Step(exchange, [], "the tasks' upstream, or the call that started them, is not in the recording, or they went on");
    }

    private static IEnumerable<JsonObject> Shown(JsonNode? page) =>
        (page?["results"] as JsonArray ?? []).Select(each => each!.AsObject());

    /// <summary>How far a task had got when somebody looked is chance.</summary>
    private static void Forget(JsonNode? task)
    {
        foreach (var name in new[]
        {
            "state",
            "unblocked_at",
            "started_at",
            "finished_at",
            "error",
            "progress_reports",
            "created_resources",
            "result",
        })
        {
            task?.AsObject().Remove(name);
        }
    }

    private async Task<(int Status, string? Location, JsonNode? Body)> PollAsync(Exchange exchange, string state)
    {
        for (var tries = 0; ; tries++)
        {
            var (status, location, body) = await SendAsync(exchange);
            if (!Final.Contains(state) || status != 200 || Final.Contains((string)body!["state"]!) || tries == 200)
            {
                return (status, location, body);
            }

            await Task.Delay(10);
        }
    }

    private async Task<(int Status, string? Location, JsonNode? Body)> SendAsync(Exchange exchange)
    {
        using var request = Requests.Of(exchange, _identities);
        using var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            _identities.BindCookies(exchange.Cookies, cookies);
        }

        var text = await response.Content.ReadAsStringAsync();
        var body = text.Length == 0 ? null
            : response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text)
            : new JsonObject { ["_text"] = text, ["_size"] = text.Length };

        return ((int)response.StatusCode, response.Headers.Location?.OriginalString, body);
    }
}
