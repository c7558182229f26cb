using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Deb;

internal static class DebRepository
{
    public static readonly Entity Entity = new("deb_repository", "repositories/deb/apt/", "repository", "repositories")
    {
        Noun = "apt repository",
        Key = [Name],
        Fields =
        [
            ..Repository.Common(() => DebRemote.Entity),
            Flag("autopublish"),
            Flag("publish_upstream_release_fields"),
            Text("signing_service").Clearable().ShownNull(),
            Mapping("signing_service_release_overrides"),
        ],
    };
}
