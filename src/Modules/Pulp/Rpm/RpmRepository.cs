// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmRepository
{
    public static readonly Entity Entity = new("rpm_repository", "repositories/rpm/rpm/", "repository", "repositories")
    {
        Noun = "rpm repository",
        Key = [Name],
        Fields =
        [
            ..RepositoryFields.Common(() => RpmRemote.Entity),
            Flag("autopublish"),
            new JsonField("repo_config").WithSecrets().Since("rpm", "3.24"),
            Number("retain_package_versions").AtLeast(0),
            ..Checksum.Fields,
            SigningService("metadata_signing_service").Clearable().ShownNull(),
            SigningService("package_signing_service").Clearable().ShownNull().Since("rpm", "3.27"),
            Text("package_signing_fingerprint").Clearable().ShownNull().Following(TextRules.AtMost(40)).Since("rpm", "3.27"),
            new JsonField("osv_config").Following(JsonRules.List).Since("rpm", "3.38"),
        ],
    };
}
