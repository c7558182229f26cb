// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerRepository
{
    public static readonly Entity Entity = new("container_repository", "repositories/container/container/", "repository", "repositories")
    {
        Noun = "container repository",
        Key = [Name],
        Fields =
            [.. RepositoryFields.Common(() => ContainerRemote.Entity), SigningService("manifest_signing_service").Clearable().ShownNull()],
    };
}
