// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebRepository
{
    public static readonly Entity Entity = new("deb_repository", "repositories/deb/apt/", "repository", "repositories")
    {
        Noun = "apt repository",
        Key = [Name],
        Fields =
        [
            ..RepositoryFields.Common(() => DebRemote.Entity),
            Flag("autopublish").Since("deb", "3.8"),
            Flag("publish_upstream_release_fields").Since("deb", "3.0"),
            SigningService("signing_service").Clearable().ShownNull().Since("deb", "3.0"),
            new SigningServicesField("signing_service_release_overrides").Since("deb", "3.0"),
            SigningService("package_signing_service").Clearable().ShownNull().Since("deb", "3.10"),
            Text("package_signing_fingerprint").Clearable().ShownNull().Following(TextRules.AtMost(40)).Since("deb", "3.10"),
            Mapping("package_signing_fingerprint_release_overrides").Since("deb", "3.10"),
            TextList("excluded_package_metadata_fields").Since("deb", "3.11"),
        ],
    };
}
