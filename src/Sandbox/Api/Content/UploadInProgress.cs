// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Json;

namespace Sandbox.Api.Content;

/// <summary>An upload in the making: a file that grows in chunks.</summary>
internal sealed record UploadInProgress(string Id, DateTime Created, long Size, string File)
{
    private readonly ConcurrentBag<(long Offset, long Size)> _chunks = [];

    public string Href => $"{EntityType.Root}uploads/{Id}/";

    public string Prn => $"prn:core.upload:{Id}";

    public async Task WriteAsync(long offset, Stream bytes, CancellationToken ct)
    {
        await using var file = new FileStream(File, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Position = offset;
        await bytes.CopyToAsync(file, ct);
        _chunks.Add((offset, file.Position - offset));
    }

    public JsonObject Show(bool withChunks)
    {
        var shown = new JsonObject
        {
            ["pulp_href"] = Href,
            ["prn"] = Prn,
            ["pulp_created"] = Clock.Show(Created),
            ["pulp_last_updated"] = Clock.Show(Created),
            ["size"] = Size,
        };
        if (withChunks)
        {
            shown["chunks"] = new JsonArray(
                [.. _chunks.OrderBy(chunk => chunk.Offset)
                    .Select(chunk => (JsonNode?)new JsonObject { ["offset"] = chunk.Offset, ["size"] = chunk.Size })]);
        }

        return shown;
    }
}
