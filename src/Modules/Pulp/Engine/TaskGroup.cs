using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Engine;

/// <summary>Tasks that belong together.</summary>
internal sealed class TaskGroup(PulpSession pulp)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The group when it grows no more and each of its tasks is complete.</summary>
    /// <exception cref="ModuleException">One failed or was canceled, or did not end in time.</exception>
    public async Task<JsonObject> CompleteAsync(string href, CancellationToken ct)
    {
        while (true)
        {
            var group = (await pulp.Api.GetAsync(href, ct)).Body!.AsObject();
            foreach (var task in group["tasks"]!.AsArray())
            {
                _ = await pulp.Tasks.CompleteAsync((string)task!["pulp_href"]!, ct);
            }

            if ((bool?)group["all_tasks_dispatched"] != false)
            {
                return (await pulp.Api.GetAsync(href, ct)).Body!.AsObject();
            }

            await Task.Delay(Pause, ct);
        }
    }
}
