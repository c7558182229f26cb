// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Transfer;

internal static class PulpExporter
{
    public static readonly Entity Entity = new("pulp_exporter", "exporters/core/pulp/", "exporter", "exporters")
    {
        Noun = "exporter",
        Key = [Name],
        Fields =
        [
            Text("path").NeededToCreate(),
            new ReferencesField("repositories", () => AnyKind.Repository) { NeededToCreate = true },
        ],
    };
}
