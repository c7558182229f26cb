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

        if (!_series.Domains)
        {
            _seeder.Before(exchange);
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
        var text = await response.Content.ReadAsStringAsync();
        var body = text.Length == 0 ? null
            : response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text)
            : new JsonObject { ["_text"] = text, ["_size"] = text.Length };

        return ((int)response.StatusCode, response.Headers.Location?.OriginalString, body);
    }
}
