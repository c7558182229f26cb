// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Session;

/// <summary>Tasks that belong together.</summary>
internal sealed class TaskGroup(PulpSession pulp)
{
    /// <summary>The group when each of its tasks is complete, and the hrefs of all that they created.</summary>
    /// <exception cref="ModuleException">One failed or was canceled, or did not end in time.</exception>
    public async Task<(JsonObject Group, IReadOnlyList<string> Created)> CompleteAsync(string href, CancellationToken ct)
    {
        var group = await pulp.EndGroupAsync(href, ct);
        List<string> created = [];
        foreach (var task in group["tasks"]!.AsArray())
        {
            // A group shows its tasks in brief, without why they failed and what they created.
            var done = await pulp.Tasks.CompleteAsync((string)task!["pulp_href"]!, ct);
            created.AddRange((done["created_resources"] as JsonArray ?? []).Select(resource => (string?)resource).OfType<string>());
        }

        return (group, created);
    }
}
