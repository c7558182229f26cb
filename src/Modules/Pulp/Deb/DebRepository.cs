using Modules.Converge;
using Modules.Pulp.Entities;
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
            Flag("autopublish"),
            Flag("publish_upstream_release_fields"),
            SigningService("signing_service").Clearable().ShownNull(),
            new SigningServicesField("signing_service_release_overrides"),
        ],
    };
}
