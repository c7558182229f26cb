// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Http;

namespace Modules.Ci.OpenBao;

/// <summary>What modules ask OpenBao, and tell it.</summary>
/// <param name="client">Sends, and tells failures.</param>
/// <param name="index">Knows what the node must have seen; null where nothing is written that is read again.</param>
internal sealed class OpenBaoApi(ApiClient client, IndexHandler? index = null) : IDisposable
{
    /// <summary>What tells who the token is.</summary>
    public const string Self = "/v1/auth/token/lookup-self";

    private const string Initialized = "initialized";

    /// <summary>Whatever a token of few rights is told, it is told by a node that has the last write.</summary>
    private static readonly IReadOnlyList<HttpStatusCode> Any =
    [
        HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests,
        HttpStatusCode.ServiceUnavailable,
    ];

    private readonly IOpenBao _bao = client.Speak<IOpenBao>();

    private TokenRights Rights => new(client, _bao);

    /// <summary>Whether writes are sent; in check mode they are not.</summary>
    public bool Writes => client.Writes;

    /// <summary>How it is, in every state.</summary>
    public async Task<JsonObject> HealthAsync(CancellationToken ct) =>
        (await client.AskAsync(() => _bao.HealthAsync(ct), ct)).Fields;

    /// <summary>How far it is sealed.</summary>
    public async Task<SealStatus> SealStatusAsync(CancellationToken ct) =>
        SealStatus.Of(Stated(await client.AskAsync(() => _bao.SealStatusAsync(ct), ct)));

    /// <summary>Whether it was ever initialised.</summary>
    public async Task<bool> IsInitializedAsync(CancellationToken ct) =>
        JsonNodes.Flag(Stated(await client.AskAsync(() => _bao.InitStatusAsync(ct), ct)), Initialized) == true;

    /// <summary>Initialises it; the answer holds the keys, and is to be had once.</summary>
    public Task<ApiAnswer?> InitAsync(JsonObject body, CancellationToken ct) =>
        client.WriteAsync("initialise OpenBao", () => _bao.InitAsync(body, ct), ct);

    /// <summary>Gives one key, or resets what was given.</summary>
    public Task<ApiAnswer?> UnsealAsync(JsonObject body, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also) =>
        client.WriteAsync("unseal OpenBao", () => _bao.UnsealAsync(body, ct), ct, also);

    /// <summary>What lies at a path; null for nothing.</summary>
    public async Task<ApiAnswer?> FindAsync(string path, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also) =>
        await client.AskAsync(() => _bao.ReadAsync(path, ct), ct, [HttpStatusCode.NotFound, .. also]) is { IsSuccess: true } found
            ? found
            : null;

    /// <summary>What lies at a path, and whatever else is said of it.</summary>
    public Task<ApiAnswer> ReadAsync(string path, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also) =>
        client.AskAsync(() => _bao.ReadAsync(path, ct), ct, also);

    /// <summary>
    /// Asks who the token is, for a check mode that asks nothing else with it: a wrong one must not be seen in the run only.
    /// </summary>
    /// <param name="path">What it will be used for.</param>
    /// <param name="right">What that needs.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ModuleException">OpenBao does not know it, or it lacks the right.</exception>
    public async Task ProveTokenAsync(string path, string right, CancellationToken ct)
    {
        try
        {
            _ = await ReadAsync(Self, ct);
        }
        catch (ModuleException failure) when (failure.Cause is Refusal refusal && BaoProse.LacksRight(refusal))
        {
            // It is good, and may not even look at itself.
        }

        await Rights.RequireAsync(path, [right], ct);
    }

    /// <summary>Writes to a path; null in check mode, which says whether the token may.</summary>
    public async Task<ApiAnswer?> WriteAsync(
        string what, string path, JsonObject body, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also)
    {
        if (!Writes)
        {
            await Rights.RequireAsync(path, ["create", "update"], ct);
            return null;
        }

        var answer = await client.WriteAsync(what, () => _bao.WriteAsync(path, body, ct), ct, also);
        await SeeAsync(ct);
        return answer;
    }

    /// <summary>Deletes what lies at a path; null in check mode, which says whether the token may.</summary>
    public async Task<ApiAnswer?> DeleteAsync(string what, string path, CancellationToken ct)
    {
        if (!Writes)
        {
            await Rights.RequireAsync(path, ["delete"], ct);
            return null;
        }

        var answer = await client.WriteAsync(what, () => _bao.DeleteAsync(path, ct), ct);
        await SeeAsync(ct);
        return answer;
    }

    /// <summary>The whole state.</summary>
    public Task<byte[]> SaveAsync(CancellationToken ct) => client.DownloadAsync(() => _bao.SaveAsync(true, Limits.Download, ct), ct);

    /// <summary>Puts a state in the place of the server's.</summary>
    /// <param name="snapshot">As it was saved.</param>
    /// <param name="force">Whether it may be another cluster's.</param>
    /// <param name="ct">Ends it.</param>
    public Task<ApiAnswer?> RestoreAsync(HttpContent snapshot, bool force, CancellationToken ct) => client.WriteAsync(
        "restore a snapshot", () => force ? _bao.RestoreForcedAsync(snapshot, ct) : _bao.RestoreAsync(snapshot, ct), ct);

    public void Dispose() => client.Dispose();

    /// <summary>What says nothing of its state is taken for no state: a server that has keys is never taken for one without.</summary>
    /// <exception cref="ModuleException">It does not say.</exception>
    private static JsonObject Stated(ApiAnswer answer) => JsonNodes.Flag(answer.Fields, Initialized) is not null
        ? answer.Fields
        : throw new ModuleException(
            $"This does not look like OpenBao; check url. GET {answer.Url.GetLeftPart(UriPartial.Path)} does not say whether it has keys.");

    /// <summary>
    /// A standby forwards writes and answers reads itself, older than the write: the next module would see what was before. So the node is
    /// asked until it has it.
    /// </summary>
    private async Task SeeAsync(CancellationToken ct)
    {
        if (index?.TakeUnseen() == true)
        {
            _ = await client.AskAsync(() => _bao.ReadAsync(Self, ct), ct, Any);
        }
    }
}
