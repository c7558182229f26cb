// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Json;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Units;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;
using Sandbox.Versions;

namespace Sandbox.Readers;

/// <summary>A Debian package tells about itself in its control file.</summary>
internal static class DebReader
{
    public static async Task<ContentUnit> ReadAsync(PulpStore store, Artifact artifact, JsonObject fields, TaskContext task)
    {
        var archive = await File.ReadAllBytesAsync(store.Blobs.PathOf(artifact.Sha256), task.Canceled);
        var control = Deb822.Paragraphs(await ControlAsync(archive, task.Canceled)).FirstOrDefault()
            ?? throw new TaskFailedException("No control file in the package");
        var path = Values.Text(fields["relative_path"]) ?? PoolPath(control);

        return DebUnits.Package(control, new Blob(path, artifact.Sha256, artifact.Size));
    }

    /// <summary>In a repository a package stands in a component of a release; without a name for either, in these.</summary>
    public static IEnumerable<ContentUnit> Companions(PulpStore store, ContentUnit unit, JsonObject fields)
    {
        var distribution = Values.Text(fields["distribution"]) ?? "pulp";
        var component = DebUnits.Component(distribution, Values.Text(fields["component"]) ?? "upload");
        yield return component;
        yield return DebUnits.Architecture(distribution, Values.Text(unit.Fields["architecture"])!);
        yield return DebUnits.InComponent(unit, store.Content.Intern(component));
    }

    private static async Task<byte[]> ControlAsync(byte[] archive, CancellationToken ct)
    {
        var packed = ArArchive.Members(archive).FirstOrDefault(member => member.Name.StartsWith("control.tar", StringComparison.Ordinal));
        if (packed.Bytes is null)
        {
            throw new TaskFailedException("Missing required part in given .deb (expected one of: control.tar)");
        }

        await using var tar = new TarReader(new MemoryStream(await Compression.UnpackAsync(packed.Bytes, packed.Name, ct)));
        while (await tar.GetNextEntryAsync(copyData: true, ct) is { } entry)
        {
            if (entry.Name.TrimStart('.', '/') == "control" && entry.DataStream is { } content)
            {
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes, ct);

                return bytes.ToArray();
            }
        }

        return [];
    }

    /// <summary>pool/o/odin/odin_1.0_amd64.deb; sources that begin with lib have four letters of their own.</summary>
    private static string PoolPath(Dictionary<string, string> control)
    {
        var name = control["Package"];
        var source = control.GetValueOrDefault("Source", name).Split(' ')[0];
        var version = control["Version"].Split(':')[^1];
        var prefix = source.StartsWith("lib", StringComparison.Ordinal) && source.Length > 3 ? source[..4] : source[..1];

        return $"pool/{prefix}/{source}/{name}_{version}_{control["Architecture"]}.deb";
    }
}
