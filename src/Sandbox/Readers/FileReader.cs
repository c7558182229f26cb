// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Readers;

/// <summary>A plain file is what it is called.</summary>
internal static class FileReader
{
    public static Task<ContentUnit> Read(PulpStore store, Artifact artifact, JsonObject fields, TaskContext task)
    {
        var path = fields["relative_path"]!.GetValue<string>();

        return Task.FromResult(new ContentUnit(
            "file.file",
            $"{path} {artifact.Sha256}",
            new JsonObject { ["relative_path"] = path },
            [new Blob(path, artifact.Sha256, artifact.Size)])
        {
            RepositoryKey = path,
        });
    }
}
