// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Content;

/// <summary>/artifacts/: stored files. Newer Pulps let nobody delete one.</summary>
internal sealed class ArtifactEndpoints(PulpInstance pulp)
{
    private const string Root = $"{EntityType.Root}artifacts/";

    private static readonly string[] Digests = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

    private static readonly HashSet<string> Filters = [.. Digests, "orphaned_for", "pulp_href__in", "prn__in", "pulp_id__in"];

    public void Map(Router router)
    {
        router.Map(
            "GET",
            Root,
            exchange => Listing.ReplyAsync(
                exchange, pulp.Store.Artifacts.All.Select(artifact => Row.Of(Show(artifact), artifact.Created)), Filters));
        router.Map("GET", $"{Root}{{id}}", exchange => exchange.ReplyAsync(200, Show(Find(exchange))));
        router.Map("POST", Root, CreateAsync);
        router.Map(
            "DELETE",
            $"{Root}{{id}}",
            exchange =>
            {
                if (pulp.Release.Has("3.49"))
                {
                    throw HttpProblemException.Detail(403, "You do not have permission to perform this action.");
                }

                pulp.Store.Artifacts.Remove(Find(exchange));

                return exchange.EmptyAsync(204);
            });
    }

    private Artifact Find(Exchange exchange) =>
        pulp.Store.Artifacts.FindByHref($"{Root}{exchange.Path["id"]}/") ?? throw HttpProblemException.NoSuch("Artifact");

    private async Task CreateAsync(Exchange exchange)
    {
        var body = await exchange.BodyAsync();
        if (!body.Files.TryGetValue("file", out var file))
        {
            throw HttpProblemException.Field("file", "No file was submitted.");
        }

        await using var bytes = file.Open();
        var (sha256, size) = await pulp.Store.Blobs.AddAsync(bytes, exchange.Aborted);
        if (pulp.Store.Artifacts.Find(sha256) is not null)
        {
            throw HttpProblemException.NonField($"Artifact with sha256 checksum of '{sha256}' already exists.");
        }

        var artifact = pulp.Store.ArtifactOf(sha256)!;
        Expect(body, artifact, size);
        pulp.Store.OnChanged();
        await exchange.CreatedAsync(artifact.Href, Show(artifact));
    }

    /// <summary>Digests and size the client gave must be those of the file.</summary>
    private void Expect(RequestBody body, Artifact artifact, long size)
    {
        foreach (var (name, value) in body.Fields)
        {
            var actual = name == "size" ? Values.Text(size) : artifact.Digests.GetValueOrDefault(name);
            if (Values.Text(value) is { Length: > 0 } wanted && actual != wanted)
            {
                pulp.Store.Artifacts.Remove(artifact);
                throw HttpProblemException.NonField($"The {name} {(name == "size" ? "" : "checksum ")}did not match.");
            }
        }
    }

    private static JsonObject Show(Artifact artifact)
    {
        var shown = new JsonObject
        {
            ["pulp_href"] = artifact.Href,
            ["prn"] = $"prn:core.artifact:{artifact.Id}",
            ["pulp_created"] = Clock.Show(artifact.Created),
            ["pulp_last_updated"] = Clock.Show(artifact.Created),
            ["file"] = $"artifact/{artifact.Sha256[..2]}/{artifact.Sha256[2..]}",
            ["size"] = artifact.Size,
        };
        foreach (var digest in Digests)
        {
            shown[digest] = artifact.Digests.GetValueOrDefault(digest);
        }

        return shown;
    }
}
