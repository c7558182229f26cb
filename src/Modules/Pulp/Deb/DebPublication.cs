// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebPublication
{
    public static readonly Entity Entity = new("deb_publication", "publications/deb/apt/", "publication", "publications")
    {
        Noun = "apt publication",
        Key = [new VersionField(() => DebRepository.Entity)],
        Fields =
        [
            new ModeField(),
            Choice("layout", "nested_alphabetically", "nested_by_digest", "nested_by_both").Since("deb", "3.9"),
            Flag("publish_legacy_release_files").Since("deb", "3.9") with { Unkept = true },
            Flag("publish_upstream_release_fields").Since("deb", "3.0"),
            SigningService("signing_service"),
            Of(PublicationArguments.Checkpoint).Since("deb", "3.6"),
            TextList("excluded_package_metadata_fields").Since("deb", "3.11"),
        ],
        Immutable = true,
        AskedFor = (new Releases("deb", new Version(3, 0)), new JsonObject { ["simple"] = true, ["structured"] = false }),
        Variant = (PublicationArguments.Mode, "verbatim", "publications/deb/verbatim/"),
    };
}
