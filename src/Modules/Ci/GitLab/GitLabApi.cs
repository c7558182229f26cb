using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.GitLab;

/// <summary>What modules ask GitLab, and tell it.</summary>
/// <param name="client">Sends, and tells failures.</param>
/// <param name="root">The path of the API.</param>
internal sealed class GitLabApi(ApiClient client, string root) : IDisposable
{
    private const int MostPages = 1000;

    private readonly IGitLab _gitlab = client.Speak<IGitLab>();

    /// <summary>Whether writes are sent; in check mode they are not.</summary>
    public bool Writes => client.Writes;

    /// <summary>The path of a project, by number or by the path that people use.</summary>
    public static string ProjectPath(string project) => $"projects/{Uri.EscapeDataString(project.Trim('/'))}";

    /// <summary>What lies at a path.</summary>
    public async Task<JsonObject> ReadAsync(string path, CancellationToken ct) =>
        (await client.AskAsync(() => _gitlab.ReadAsync($"{root}/{path}", ct), ct)).Fields;

    /// <summary>What lies at a path; null for nothing.</summary>
    public async Task<JsonObject?> FindAsync(string path, CancellationToken ct) =>
        await client.AskAsync(() => _gitlab.ReadAsync($"{root}/{path}", ct), ct, HttpStatusCode.NotFound) is { IsSuccess: true } found
            ? found.Fields
            : null;

    /// <summary>All of a list. The totals may be missing, so the next page is what the answer says it is.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken ct)
    {
        List<JsonObject> all = [];
        var page = "1";
        for (var pages = 0; page.Length > 0; pages++)
        {
            var asked = $"{root}/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page=100&page={page}";
            var answer = await client.AskAsync(() => _gitlab.ReadAsync(asked, ct), ct);
            all.AddRange((answer.Body as JsonArray ?? []).OfType<JsonObject>());
            page = answer.Headers?.TryGetValues("X-Next-Page", out var next) == true ? next.First().Trim() : "";
            if (pages > MostPages)
            {
                throw new ModuleException($"Check api_url: the list {path} has no end after {pages} pages.");
            }
        }

        return all;
    }

    /// <summary>Makes something; null in check mode.</summary>
    public async Task<JsonObject?> CreateAsync(string what, string path, JsonObject body, CancellationToken ct) =>
        (await client.WriteAsync(what, () => _gitlab.CreateAsync($"{root}/{path}", body, ct), ct))?.Fields;

    /// <summary>Changes something; null in check mode.</summary>
    public async Task<JsonObject?> UpdateAsync(string what, string path, JsonObject body, CancellationToken ct) =>
        (await client.WriteAsync(what, () => _gitlab.UpdateAsync($"{root}/{path}", body, ct), ct))?.Fields;

    /// <summary>Deletes something; that it is gone already is as good.</summary>
    public Task DeleteAsync(string what, string path, CancellationToken ct) =>
        client.WriteAsync(what, () => _gitlab.DeleteAsync($"{root}/{path}", ct), ct, HttpStatusCode.NotFound);

    /// <summary>The runner whose token it is; null where GitLab does not know it. Asked in check mode as well: nothing changes.</summary>
    public async Task<JsonObject?> VerifyAsync(string token, CancellationToken ct)
    {
        var answer = await client.AskAsync(
            () => _gitlab.CreateAsync($"{root}/runners/verify", new JsonObject { ["token"] = token }, ct), ct, HttpStatusCode.Forbidden);
        return answer.IsSuccess ? answer.Fields : null;
    }

    public void Dispose() => client.Dispose();
}
