using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmPublication
{
    public static readonly Entity Entity = new("rpm_publication", "publications/rpm/rpm/", "publication", "publications")
    {
        Noun = "rpm publication",
        Key = [new VersionField(() => RpmRepository.Entity)],
        Fields = [.. Checksum.Fields, new JsonField("repo_config"), Flag("checkpoint")],
        Immutable = true,
    };
}
