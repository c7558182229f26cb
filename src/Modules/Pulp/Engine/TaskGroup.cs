using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Engine;

/// <summary>Tasks that belong together.</summary>
internal sealed class TaskGroup(PulpSession pulp)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The group when it grows no more and each of its tasks is complete, and the hrefs of all that they created.</summary>
    /// <exception cref="ModuleException">One failed or was canceled, or did not end in time.</exception>
    public async Task<(JsonObject Group, IReadOnlyList<string> Created)> CompleteAsync(string href, CancellationToken ct)
    {
        while (true)
        {
            var group = (await pulp.Api.GetAsync(href, ct)).Body!.AsObject();
            List<string> created = [];
            foreach (var task in group["tasks"]!.AsArray())
            {
                var done = await pulp.Tasks.CompleteAsync((string)task!["pulp_href"]!, ct);
                created.AddRange((done["created_resources"] as JsonArray ?? []).Select(resource => (string?)resource).OfType<string>());
            }

            if ((bool?)group["all_tasks_dispatched"] != false)
            {
                return ((await pulp.Api.GetAsync(href, ct)).Body!.AsObject(), created);
            }

            await Task.Delay(Pause, ct);
        }
    }
}
