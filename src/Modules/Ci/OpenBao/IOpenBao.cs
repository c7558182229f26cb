// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Http;
using Refit;

namespace Modules.Ci.OpenBao;

/// <summary>
/// OpenBao's API, as Refit writes it out at build time. What lies below a mount has its path made by <see cref="BaoPath"/>.
/// </summary>
internal interface IOpenBao
{
    /// <summary>Answers 200 in every state: whoever asks reads the state.</summary>
    [Get("/v1/sys/health?standbycode=200&sealedcode=200&uninitcode=200")]
    Task<IApiResponse<JsonNode>> HealthAsync(CancellationToken ct);

    [Get("/v1/sys/seal-status")]
    Task<IApiResponse<JsonNode>> SealStatusAsync(CancellationToken ct);

    [Get("/v1/sys/init")]
    Task<IApiResponse<JsonNode>> InitStatusAsync(CancellationToken ct);

    [Put("/v1/sys/init")]
    Task<IApiResponse<JsonNode>> InitAsync([Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("/v1/sys/unseal")]
    Task<IApiResponse<JsonNode>> UnsealAsync([Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Get("")]
    Task<IApiResponse<JsonNode>> ReadAsync([Url(AllowRelative = true)] string path, CancellationToken ct);

    [Post("")]
    Task<IApiResponse<JsonNode>> WriteAsync(
        [Url(AllowRelative = true)] string path, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    /// <summary>The whole state, to be read as it comes.</summary>
    [Get("/v1/sys/storage/raft/snapshot")]
    Task<HttpResponseMessage> SaveAsync(
        [Property(RetryHandler.StreamedName)] bool streamed, [Property(Bounds.LargestName)] long largest, CancellationToken ct);

    [Post("/v1/sys/storage/raft/snapshot")]
    Task<IApiResponse<JsonNode>> RestoreAsync([Body(buffered: true)] HttpContent snapshot, CancellationToken ct);

    [Post("/v1/sys/storage/raft/snapshot-force")]
    Task<IApiResponse<JsonNode>> RestoreForcedAsync([Body(buffered: true)] HttpContent snapshot, CancellationToken ct);

    [Delete("")]
    Task<IApiResponse<JsonNode>> DeleteAsync([Url(AllowRelative = true)] string path, CancellationToken ct);
}
