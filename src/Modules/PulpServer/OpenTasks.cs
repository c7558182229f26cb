using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Pulp.Session;

namespace Modules.PulpServer;

/// <summary>
/// The tasks of a server that runs and are not done. Asked inside its container, which knows them whatever address, password or
/// certificate it has and also where its API does not answer; the API is asked where that cannot be.
/// </summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">Name and state of the first few.</param>
internal sealed record OpenTasks(long Count, IReadOnlyList<JsonObject> First)
{
    private const int Shown = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Looks at the table of tasks as Pulp's own programs do.</summary>
    private static readonly string Question =
        "import json; from pulpcore.app.models import Task; "
        + "tasks = Task.objects.filter(state__in=['running', 'waiting', 'canceling']).order_by('pulp_created'); "
        + "print(json.dumps({'count': tasks.count(), 'results': [{'name': each.name, 'state': each.state} for each in tasks[:"
        + $"{Shown}]]}}))";

    public IEnumerable<string> Names => First.Select(task => $"{task["name"]} ({task["state"]})");

    /// <exception cref="ModuleException">It cannot be asked; the message says why.</exception>
    public static async Task<OpenTasks> InsideAsync(DockerEngine engine, string container, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var said = await engine.ExecuteAsync(container, new("pulpcore-manager", "shell", "-c", Question), patience.Token);
            return Of(said.LastOrDefault(line => line.StartsWith('{')), "pulpcore-manager in the container");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModuleException($"pulpcore-manager did not answer in the container within {Patience.TotalSeconds} s.");
        }
    }

    /// <param name="run">With the options of <c>login</c> for its own.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">It cannot be asked; the message says why.</exception>
    public static async Task<OpenTasks> ByApiAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var answer = await pulp.Api.GetAsync($"tasks/?state__in=running,waiting,canceling&fields=pulp_href,name,state&limit={Shown}", ct);
        return Of(answer.Body?.ToJsonString(), "the API");
    }

    private static OpenTasks Of(string? answer, string asked)
    {
        try
        {
            var read = JsonNode.Parse(answer ?? "null");
            return new(read!["count"]!.GetValue<long>(), [.. read["results"]!.AsArray().Select(task => task!.DeepClone().AsObject())]);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new ModuleException($"{asked} does not tell the tasks: {answer}", failure);
        }
    }
}
