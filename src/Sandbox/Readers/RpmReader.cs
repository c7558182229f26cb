// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Json;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Readers;

/// <summary>An rpm tells about itself in its headers, which createrepo_c would put into primary.xml.</summary>
internal static class RpmReader
{
    private const int Lead = 96;

    public static async Task<ContentUnit> ReadAsync(PulpStore store, Artifact artifact, JsonObject fields, TaskContext task)
    {
        var file = await File.ReadAllBytesAsync(store.Blobs.PathOf(artifact.Sha256), task.Canceled);
        JsonObject package;
        try
        {
            var signature = new RpmHeader(file, Lead);
            // The signature is padded to eight bytes.
            package = Fields(signature, new RpmHeader(file, (signature.End + 7) & ~7), artifact);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new TaskFailedException("RPM file cannot be parsed for metadata", problem);
        }

        var path = Values.Text(fields["relative_path"]) ?? package["location_href"]!.GetValue<string>();

        return new ContentUnit("rpm.package", $"sha256 {artifact.Sha256}", package, [new Blob(path, artifact.Sha256, artifact.Size)])
        {
            RepositoryKey = string.Join(
                ' ', package["name"], package["epoch"], package["version"], package["release"], package["arch"], "sha256", artifact.Sha256),
        };
    }

    private static JsonObject Fields(RpmHeader signature, RpmHeader header, Artifact artifact)
    {
        var arch = header.Has(RpmTag.SourceRpm) ? header.Text(RpmTag.Arch) : "src";
        var fields = new JsonObject
        {
            ["name"] = header.Text(RpmTag.Name),
            ["epoch"] = Values.Text(header.Number(RpmTag.Epoch)),
            ["version"] = header.Text(RpmTag.Version),
            ["release"] = header.Text(RpmTag.Release),
            ["arch"] = arch,
            ["pkgId"] = artifact.Sha256,
            ["checksum_type"] = "sha256",
            ["summary"] = header.Text(RpmTag.Summary),
            ["description"] = header.Text(RpmTag.Description),
            ["url"] = header.Text(RpmTag.Url),
            ["changelogs"] = RpmLists.Changelogs(header),
            ["files"] = RpmLists.Files(header),
        };
        foreach (var (name, tags) in RpmTag.Relations)
        {
            fields[name] = RpmLists.Relations(header, tags);
        }

        fields["location_base"] = "";
        fields["location_href"] = $"{fields["name"]}-{fields["version"]}-{fields["release"]}.{arch}.rpm";
        fields["rpm_buildhost"] = header.Text(RpmTag.BuildHost);
        fields["rpm_group"] = header.Text(RpmTag.Group);
        fields["rpm_license"] = header.Text(RpmTag.License);
        fields["rpm_packager"] = header.Text(RpmTag.Packager);
        fields["rpm_sourcerpm"] = header.Text(RpmTag.SourceRpm);
        fields["rpm_vendor"] = header.Text(RpmTag.Vendor);
        fields["rpm_header_start"] = header.Start;
        fields["rpm_header_end"] = header.End;
        fields["is_modular"] = false;
        fields["size_archive"] = signature.Number(signature.Has(RpmTag.LongPayloadSize) ? RpmTag.LongPayloadSize : RpmTag.PayloadSize);
        fields["size_installed"] = header.Number(header.Has(RpmTag.LongSize) ? RpmTag.LongSize : RpmTag.Size);
        fields["size_package"] = artifact.Size;
        fields["time_build"] = header.Number(RpmTag.BuildTime);
        fields["time_file"] = new DateTimeOffset(artifact.Created).ToUnixTimeSeconds();

        return fields;
    }
}
