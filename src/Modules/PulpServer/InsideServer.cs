// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.PulpServer;

/// <summary>
/// Asks a server that runs inside its container, which knows whatever address, password or certificate it has, and also where its
/// API does not answer. Once: Django takes seconds to start.
/// </summary>
/// <param name="engine">Where it runs.</param>
/// <param name="container">The name of its container.</param>
internal sealed class InsideServer(DockerEngine engine, string container)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Looks at the table of tasks as Pulp's own programs do.</summary>
    private static readonly string Question =
        "import json; from django.apps import apps; from pulpcore.app.models import Task; "
        + "tasks = Task.objects.filter(state__in=['running', 'waiting', 'canceling']).order_by('pulp_created'); "
        + "print(json.dumps({'version': apps.get_app_config('core').version, 'count': tasks.count(), "
        + $"'results': [{{'name': each.name, 'state': each.state}} for each in tasks[:{OpenTasks.Shown}]]}}))";

    private Task<JsonObject?>? _answer;

    /// <exception cref="ModuleException">It cannot be asked; the message says why.</exception>
    public async Task<OpenTasks> TasksAsync(CancellationToken ct) =>
        OpenTasks.Of(await (_answer ??= AskAsync(ct)), "pulpcore-manager in the container");

    /// <summary>Null where it does not tell.</summary>
    /// <exception cref="ModuleException">It cannot be asked; the message says why.</exception>
    public async Task<Version?> VersionAsync(CancellationToken ct) =>
        Version.TryParse((await (_answer ??= AskAsync(ct)))?["version"]?.ToString(), out var version) ? version : null;

    private async Task<JsonObject?> AskAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var said = await engine.ExecuteAsync(container, new("pulpcore-manager", "shell", "-c", Question), patience.Token);
            return said.LastOrDefault(line => line.StartsWith('{')) is { } line ? JsonNode.Parse(line) as JsonObject : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModuleException($"pulpcore-manager did not answer in the container within {Patience.TotalSeconds} s.");
        }
        catch (JsonException failure)
        {
            throw new ModuleException($"pulpcore-manager in the container answers what is not understood: {failure.Message}", failure);
        }
    }
}
