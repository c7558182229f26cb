// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmPublication
{
    public static readonly Entity Entity = new("rpm_publication", "publications/rpm/rpm/", "publication", "publications")
    {
        Noun = "rpm publication",
        Key = [new VersionField(() => RpmRepository.Entity)],
        Fields =
        [
            .. Checksum.Fields,
            new JsonField("repo_config").WithSecrets().Since("rpm", "3.24"),
            Of(PublicationArguments.Checkpoint).Since("rpm", "3.30"),
        ],
        Immutable = true,
    };
}
