using Modules.Converge;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

/// <summary>How the metadata of an RPM repository is written, for repositories and publications.</summary>
internal static class Checksum
{
    public static readonly IReadOnlyList<Field> Fields =
    [
        Choice("checksum_type", "sha256", "sha384", "sha512"),
        Choice("compression_type", "zstd", "gz", "none"),
        Choice("layout", "nested_alphabetically", "flat", "nested_by_digest", "nested_by_both"),
    ];
}
