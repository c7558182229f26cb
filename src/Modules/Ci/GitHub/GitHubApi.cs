// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Http;

namespace Modules.Ci.GitHub;

/// <summary>What modules ask GitHub, and tell it.</summary>
/// <param name="client">Sends, and tells failures.</param>
internal sealed class GitHubApi(ApiClient client) : IDisposable
{
    private const int PageSize = 100;

    private readonly IGitHub _gitHub = client.Speak<IGitHub>();

    /// <summary>What lies at a path.</summary>
    public Task<ApiAnswer> ReadAsync(string path, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also) =>
        client.AskAsync(() => _gitHub.GetAsync(Address(path), ct), ct, also);

    /// <summary>What lies at a path; null for nothing.</summary>
    public async Task<JsonObject?> FindAsync(string path, CancellationToken ct) =>
        await ReadAsync(path, ct, HttpStatusCode.NotFound) is { IsSuccess: true } found ? found.Fields : null;

    /// <summary>All of a list, page by page.</summary>
    /// <param name="path">The list's.</param>
    /// <param name="name">The field that the entries are in.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ModuleException">It has no end.</exception>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, string name, CancellationToken ct)
    {
        List<JsonObject> all = [];
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (var page = 1; page <= Limits.Pages; page++)
        {
            var answer = await ReadAsync(
                string.Create(CultureInfo.InvariantCulture, $"{path}{separator}per_page={PageSize}&page={page}"), ct);
            var entries = answer.Fields[name] as JsonArray ?? [];
            all.AddRange(entries.OfType<JsonObject>());
            if (entries.Count == 0 || all.Count >= (JsonNodes.Number(answer.Fields, "total_count") ?? 0))
            {
                return all;
            }
        }

        throw new ModuleException($"GitHub's list {path} has more than {Limits.Pages} pages; no more is read.");
    }

    /// <summary>Asks for something that is made by asking, such as a token.</summary>
    public Task<ApiAnswer?> PostAsync(string what, string path, CancellationToken ct) =>
        client.WriteAsync(what, () => _gitHub.PostAsync(Address(path), ct), ct);

    /// <summary>Makes something; null in check mode.</summary>
    public Task<ApiAnswer?> PostAsync(
        string what, string path, JsonObject body, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also) =>
        client.WriteAsync(what, () => _gitHub.PostAsync(Address(path), body, ct), ct, also);

    /// <summary>Puts something in another's place; null in check mode.</summary>
    public Task<ApiAnswer?> PutAsync(string what, string path, JsonObject body, CancellationToken ct) =>
        client.WriteAsync(what, () => _gitHub.PutAsync(Address(path), body, ct), ct);

    /// <summary>Changes something; null in check mode.</summary>
    public Task<ApiAnswer?> PatchAsync(string what, string path, JsonObject body, CancellationToken ct) =>
        client.WriteAsync(what, () => _gitHub.PatchAsync(Address(path), body, ct), ct);

    /// <summary>Deletes something, also if somebody else was faster; null in check mode.</summary>
    public Task<ApiAnswer?> DeleteAsync(string what, string path, CancellationToken ct) =>
        client.WriteAsync(what, () => _gitHub.DeleteAsync(Address(path), ct), ct, HttpStatusCode.NotFound);

    public void Dispose() => client.Dispose();

    private string Address(string path) => new Uri(client.Address, path).AbsoluteUri;
}
