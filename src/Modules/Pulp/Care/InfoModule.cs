// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Care;

/// <summary>Lists what a server has and no module can make.</summary>
/// <param name="name">The module's name.</param>
/// <param name="path">The collection.</param>
/// <param name="plural">The result key.</param>
/// <param name="filters">What the list can be narrowed by.</param>
internal sealed class InfoModule(string name, string path, string plural, params IReadOnlyList<Field> filters) : IModule
{
    public static readonly InfoModule SigningServices = new("signing_service_info", "signing-services/", "signing_services", Text("name"));

    public static readonly InfoModule Workers = new("worker_info", "workers/", "workers", Text("name"), Flag("online"), Flag("missing"));

    public string Name => name;

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), .. filters.Select(filter => filter.Argument)]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var query = new JsonObject();
        foreach (var filter in filters)
        {
            await filter.AddAsync(query, run.Values, pulp, ct);
        }

        var found = await pulp.ListAsync(path, ObjectKey.Query(query), ct);
        return new ModuleResult(false) { Values = new JsonObject { [plural] = new JsonArray([.. found]) } };
    }
}
