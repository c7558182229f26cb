using ModuleHost;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebPublication
{
    public static readonly Argument<string?> Mode = Argument.Choice("mode", "structured", "simple", "simple_and_structured", "verbatim");

    public static readonly Entity Entity = new("deb_publication", "publications/deb/apt/", "publication", "publications")
    {
        Noun = "apt publication",
        Key = [new VersionField(() => DebRepository.Entity)],
        Fields =
        [
            new ModeField(),
            Choice("layout", "nested_alphabetically", "nested_by_digest", "nested_by_both"),
            Flag("publish_legacy_release_files") with { Unkept = true },
            Flag("publish_upstream_release_fields"),
            SigningService("signing_service"),
            Flag("checkpoint"),
        ],
        Immutable = true,
        Variant = (Mode, "verbatim", "publications/deb/verbatim/"),
    };
}
