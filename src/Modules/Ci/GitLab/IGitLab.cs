using System.Text.Json.Nodes;
using Refit;

namespace Modules.Ci.GitLab;

/// <summary>GitLab's API, as Refit writes it out at build time. A project is its number, or its path with slashes as <c>%2F</c>.</summary>
internal interface IGitLab
{
    [Get("")]
    Task<IApiResponse<JsonNode>> ReadAsync([Url(AllowRelative = true)] string path, CancellationToken ct);

    [Post("")]
    Task<IApiResponse<JsonNode>> CreateAsync(
        [Url(AllowRelative = true)] string path, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("")]
    Task<IApiResponse<JsonNode>> UpdateAsync(
        [Url(AllowRelative = true)] string path, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Delete("")]
    Task<IApiResponse<JsonNode>> DeleteAsync([Url(AllowRelative = true)] string path, CancellationToken ct);
}
