// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Refit;

namespace Modules.Ci.GitHub;

/// <summary>GitHub's API, as Refit writes it out at build time. Paths are made by <see cref="GitHubTarget"/>: whole addresses.</summary>
internal interface IGitHub
{
    [Get("")]
    Task<IApiResponse<JsonNode>> GetAsync([Url] string address, CancellationToken ct);

    [Post("")]
    Task<IApiResponse<JsonNode>> PostAsync([Url] string address, CancellationToken ct);

    [Post("")]
    Task<IApiResponse<JsonNode>> PostAsync([Url] string address, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("")]
    Task<IApiResponse<JsonNode>> PutAsync([Url] string address, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Patch("")]
    Task<IApiResponse<JsonNode>> PatchAsync([Url] string address, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Delete("")]
    Task<IApiResponse<JsonNode>> DeleteAsync([Url] string address, CancellationToken ct);
}
