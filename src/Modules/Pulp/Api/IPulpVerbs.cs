// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Http;
using Refit;

namespace Modules.Pulp.Api;

/// <summary>
/// Pulp's verbs, as Refit writes them out at build time. An href is sent as it is, with its query; that it is a path of this server
/// is <see cref="PulpApi"/>'s to see to; and no template has a slash before a name of many parts, which would be another host's.
/// </summary>
internal interface IPulpVerbs
{
    [Get("")]
    Task<IApiResponse<JsonNode>> GetAsync([Url(AllowRelative = true)] string href, CancellationToken ct);

    [Post("")]
    Task<IApiResponse<JsonNode>> PostAsync([Url(AllowRelative = true)] string href, CancellationToken ct);

    [Post("")]
    Task<IApiResponse<JsonNode>> PostAsync(
        [Url(AllowRelative = true)] string href, [Body(buffered: true)] HttpContent body, CancellationToken ct);

    [Patch("")]
    Task<IApiResponse<JsonNode>> PatchAsync([Url(AllowRelative = true)] string href, CancellationToken ct);

    [Patch("")]
    Task<IApiResponse<JsonNode>> PatchAsync(
        [Url(AllowRelative = true)] string href, [Body(buffered: true)] HttpContent body, CancellationToken ct);

    [Put("")]
    Task<IApiResponse<JsonNode>> PutAsync([Url(AllowRelative = true)] string href, CancellationToken ct);

    [Put("")]
    Task<IApiResponse<JsonNode>> PutAsync(
        [Url(AllowRelative = true)] string href, [Body(buffered: true)] HttpContent body, CancellationToken ct);

    [Delete("")]
    Task<IApiResponse<JsonNode>> DeleteAsync([Url(AllowRelative = true)] string href, CancellationToken ct);

    [Delete("")]
    Task<IApiResponse<JsonNode>> DeleteAsync(
        [Url(AllowRelative = true)] string href, [Body(buffered: true)] HttpContent body, CancellationToken ct);

    /// <summary>Anything that needs a login, with another one than ours.</summary>
    [Get("")]
    Task<IApiResponse<JsonNode>> GetAsync([Url(AllowRelative = true)] string href, [Authorize("Basic")] string login, CancellationToken ct);

    /// <summary>Content, to be read as it comes, and followed to where it lies.</summary>
    [Get("")]
    Task<HttpResponseMessage> OpenAsync(
        [Url(AllowRelative = true)] string href,
        [Header("Range")] string? range,
        [Property(RetryHandler.StreamedName)] bool streamed,
        [Property(Bounds.LargestName)] long largest,
        [Property(Redirects.FollowedName)] int redirects,
        CancellationToken ct);
}
