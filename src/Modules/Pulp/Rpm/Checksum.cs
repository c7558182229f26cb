// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

/// <summary>How the metadata of an RPM repository is written, for repositories and publications.</summary>
internal static class Checksum
{
    private static readonly string[] Digests = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

    public static readonly IReadOnlyList<Field> Fields =
    [
        Choice("checksum_type", "sha256", "sha384", "sha512").Since("rpm", "3.25"),
        Choice("compression_type", "zstd", "gz", "none").Since("rpm", "3.25"),
        Choice("layout", "nested_alphabetically", "flat", "nested_by_digest", "nested_by_both").Since("rpm", "3.29"),
        Check("gpgcheck"),
        Check("repo_gpgcheck"),
        Choice("metadata_checksum_type", Digests).Until("rpm", "3.30"),
        Choice("package_checksum_type", Digests).Until("rpm", "3.30"),
        Flag("sqlite_metadata").Until("rpm", "3.25"),
    ];

    private static Field Check(string name) => Of(Argument.Number(name) with { Minimum = 0, Maximum = 1 }).Until("rpm", "3.30");
}
