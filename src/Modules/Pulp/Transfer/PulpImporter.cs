// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Transfer;

internal static class PulpImporter
{
    public static readonly Entity Entity = new("pulp_importer", "importers/core/pulp/", "importer", "importers")
    {
        Noun = "importer",
        Key = [Name],
        Fields = [new RepositoryMappingField()],
    };
}
