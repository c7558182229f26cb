// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Refit;

namespace Modules.Ci.GitLab;

/// <summary>What modules ask GitLab, and tell it.</summary>
/// <param name="client">Sends, and tells failures.</param>
internal sealed class GitLabApi(ApiClient client) : IDisposable
{
    private const int MostPages = 1000;

    private readonly IGitLab _gitlab = client.Speak<IGitLab>();

    /// <summary>Whether writes are sent; in check mode they are not.</summary>
    public bool Writes => client.Writes;

    /// <summary>What is there.</summary>
    public async Task<JsonObject> ReadAsync(GitLabCall call, CancellationToken ct) =>
        (await client.AskAsync(() => call(_gitlab, ct), ct)).Fields;

    /// <summary>What is there; null where GitLab says that nothing is, or that its place is closed to the token.</summary>
    public async Task<JsonObject?> FindAsync(GitLabCall call, CancellationToken ct) =>
        await client.AskAsync(() => call(_gitlab, ct), ct, HttpStatusCode.NotFound) is { IsSuccess: true } found ? found.Fields : null;

    /// <summary>All of a list. The totals may be missing, so the next page is what the answer says it is.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(
        Func<IGitLab, string, CancellationToken, Task<IApiResponse<JsonNode>>> call, CancellationToken ct)
    {
        List<JsonObject> all = [];
        var page = "1";
        for (var pages = 0; page.Length > 0; pages++)
        {
            var answer = await client.AskAsync(() => call(_gitlab, page, ct), ct);
            all.AddRange((answer.Body as JsonArray ?? []).OfType<JsonObject>());
            page = answer.Headers?.TryGetValues("X-Next-Page", out var next) == true ? next.First().Trim() : "";
            if (pages > MostPages)
            {
                throw new ModuleException($"Check api_url: the list {answer.Url.AbsolutePath} has no end after {pages} pages.");
            }
        }

        return all;
    }

    /// <summary>Changes something; null in check mode.</summary>
    /// <param name="what">What is told where the module is interrupted meanwhile.</param>
    /// <param name="call">The call.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<JsonObject?> WriteAsync(string what, GitLabCall call, CancellationToken ct) =>
        (await client.WriteAsync(what, () => call(_gitlab, ct), ct))?.Fields;

    /// <summary>Deletes something; that it is gone already is as good.</summary>
    public Task DeleteAsync(string what, GitLabCall call, CancellationToken ct) =>
        client.WriteAsync(what, () => call(_gitlab, ct), ct, HttpStatusCode.NotFound);

    /// <summary>The runner whose token it is; null where GitLab does not know it. Asked in check mode as well: nothing changes.</summary>
    public async Task<JsonObject?> VerifyAsync(string token, CancellationToken ct)
    {
        var answer = await client.AskAsync(
            () => _gitlab.VerifyRunnerAsync(new JsonObject { ["token"] = token }, ct), ct, HttpStatusCode.Forbidden);
        return answer.IsSuccess ? answer.Fields : null;
    }

    public void Dispose() => client.Dispose();
}
