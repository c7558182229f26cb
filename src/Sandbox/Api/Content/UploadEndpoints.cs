// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Content;

/// <summary>/uploads/: a file in chunks, committed into an artifact.</summary>
internal sealed class UploadEndpoints(PulpInstance pulp, Validator validator, Uploads uploads)
{
    private const string Root = $"{EntityType.Root}uploads/";

    public void Map(Router router)
    {
        router.Map(
            "GET",
            Root,
            exchange => Listing.ReplyAsync(
                exchange,
                uploads.All.Select(upload => Row.Of(upload.Show(false), upload.Created)),
                new HashSet<string> { "size", "pulp_href__in", "prn__in" }));
        router.Map("POST", Root, BeginAsync);
        router.Map("GET", $"{Root}{{id}}", exchange => exchange.ReplyAsync(200, Find(exchange).Show(true)));
        router.Map("PUT", $"{Root}{{id}}", WriteAsync);
        router.Map("DELETE", $"{Root}{{id}}", exchange =>
        {
            uploads.End(Find(exchange));

            return exchange.EmptyAsync(204);
        });
        router.Map("POST", $"{Root}{{id}}/commit", CommitAsync);
    }

    private UploadInProgress Find(Exchange exchange) => uploads.Find(exchange.Path["id"]) ?? throw HttpProblemException.NoSuch("Upload");

    private async Task BeginAsync(Exchange exchange)
    {
        var body = validator.Check(pulp.Schema.Bodies["Upload"], await exchange.BodyAsync());
        var upload = uploads.Begin(body["size"]!.GetValue<long>());
        await exchange.CreatedAsync(upload.Href, upload.Show(false));
    }

    private async Task WriteAsync(Exchange exchange)
    {
        var upload = Find(exchange);
        var body = await exchange.BodyAsync();
        if (!body.Files.TryGetValue("file", out var chunk))
        {
            throw HttpProblemException.Field("file", "No file was submitted.");
        }

        if (!ContentRangeHeaderValue.TryParse(exchange.Request.Headers.ContentRange, out var range)
            || range.From is not { } from
            || range.To is not { } to)
        {
            throw HttpProblemException.Detail(400, "Invalid or missing content range header.");
        }

        if (to - from + 1 != chunk.Size || to >= upload.Size)
        {
            throw HttpProblemException.Refused(new JsonArray("Chunk size does not match content range."));
        }

        if (Values.Text(body.Fields["sha256"]) is { } wanted)
        {
            await using var again = chunk.Open();
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(again, exchange.Aborted)) != wanted)
            {
                throw HttpProblemException.Refused(new JsonArray("Checksum does not match chunk upload."));
            }
        }

        await using var bytes = chunk.Open();
        await upload.WriteAsync(from, bytes, exchange.Aborted);
        await exchange.ReplyAsync(200, upload.Show(false));
    }

    private async Task CommitAsync(Exchange exchange)
    {
        var upload = Find(exchange);
        var wanted = validator.Check(pulp.Schema.Bodies["UploadCommit"], await exchange.BodyAsync())["sha256"]!.GetValue<string>();
        var task = pulp.Task("pulpcore.app.tasks.upload.commit", exchange, [upload.Prn], []);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, async context =>
        {
            var (sha256, _) = await uploads.TakeAsync(upload, context.Canceled);
            if (sha256 != wanted)
            {
                throw new TaskFailedException(
                    $"A file located at the url  failed validation due to checksum. Expected '{wanted}', Actual '{sha256}'");
            }

            context.Created(pulp.Store.ArtifactOf(sha256)!.Href);
        }));
    }
}
