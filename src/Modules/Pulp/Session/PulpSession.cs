// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Rules;
using Modules.Pulp.Tasks;

namespace Modules.Pulp.Session;

/// <summary>
/// A module's dealings with one Pulp server: finding, listing, writing, and returning only when Pulp is done. The one
/// place that knows check mode: WriteAsync writes nothing then, and <see cref="FindAsync(Target, string, CancellationToken)"/>
/// takes what is missing for what an earlier task only pretended to create.
/// </summary>
internal sealed class PulpSession(PulpApi api, Invocation run, TimeSpan timeout, ITaskWaiter? tasks = null) : IReferences, IDisposable
{
    private const int PageSize = 1000;
    private const string Administrator = "admin";

    private ServerVersions? _versions;

    public PulpApi Api => api;

    /// <summary>False in check mode.</summary>
    public bool Writes => !run.CheckMode;

    /// <summary>Marks secrets with servers that do not tell them apart; null where that is not asked for.</summary>
    public SecretsMarker? Marker { get; private init; } = SecretsMarker.Of(run);

    public ITaskWaiter Tasks { get; } = tasks ?? new TaskWaiter(api, timeout, TimeProvider.System);

    /// <summary>The same session with another waiter. Only one of both is disposed of.</summary>
    public PulpSession With(ITaskWaiter waiter) => new(api, run, timeout, waiter) { _versions = _versions, Marker = Marker };

    /// <summary>The task group when none of its tasks goes on, however they ended.</summary>
    /// <exception cref="ModuleException">It did not end in time.</exception>
    public Task<JsonObject> EndGroupAsync(string href, CancellationToken ct) =>
        new TaskWaiter(api, timeout, TimeProvider.System).EndGroupAsync(href, ct);

    /// <summary>What the server says of itself, asked at most once.</summary>
    /// <exception cref="ModuleException">It is no Pulp.</exception>
    public async Task<JsonObject> StatusAsync(CancellationToken ct) =>
        await api.StatusAsync(ct)
            ?? throw new ModuleException(
                $"Check {api.Names.Of("pulp_url")}: {run.Get(Connection.PulpUrl)} answers, but does not look like a Pulp server.");

    /// <summary>The versions of the server's parts.</summary>
    public async Task<ServerVersions> VersionsAsync(CancellationToken ct) => _versions ??= new ServerVersions(await StatusAsync(ct));

    /// <summary>Everything in a collection that passes the filters.</summary>
    /// <param name="path">The collection.</param>
    /// <param name="filters">Query parameters, encoded, joined by an ampersand; or nothing.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<List<JsonObject>> ListAsync(string path, string filters, CancellationToken ct)
    {
        List<JsonObject> all = [];
        await foreach (var each in EachAsync(path, filters, ct))
        {
            all.Add(each);
        }

        return all;
    }

    /// <summary>The same one by one: no more than a page of them is there at a time.</summary>
    public async IAsyncEnumerable<JsonObject> EachAsync(
        string path, string filters, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var read = 0; ;)
        {
            // Not the answer's "next": behind a proxy it may name a host that cannot be reached.
            var page = await PageAsync($"{path}?{(filters.Length > 0 ? filters + "&" : "")}offset={read}&limit={PageSize}", ct);
            var results = page["results"]!.AsArray();
            foreach (var each in results)
            {
                yield return each!.DeepClone().AsObject();
            }

            read += results.Count;
            if (results.Count == 0 || page["next"] is null || read >= (int)page["count"]!)
            {
                yield break;
            }
        }
    }

    /// <summary>What has exactly this key.</summary>
    /// <exception cref="ModuleException">Several have, or a part of the key is empty.</exception>
    public async Task<JsonObject?> FindAsync(string path, string noun, JsonObject key, CancellationToken ct)
    {
        // Pulp strips the values of filters and takes an empty one for none: the only object there is would be found by it.
        if (key.FirstOrDefault(part => string.IsNullOrWhiteSpace(part.Value?.ToString())).Key is { } empty)
        {
            throw new ModuleException($"{empty} is empty, which does not tell one of the {noun} from the others.");
        }

        var page = await PageAsync($"{path}?{ObjectKey.Query(key)}&offset=0&limit=1", ct);
        return (int)page["count"]! switch
        {
            0 => null,
            1 => page["results"] is JsonArray and [JsonObject only, ..] ? only.DeepClone().AsObject() : throw NoList(path),
            _ => throw new ModuleException($"Multiple {noun} found with {ObjectKey.Described(key)}."),
        };
    }

    /// <summary>Whether an object still has this href.</summary>
    public async Task<bool> IsThereAsync(string href, CancellationToken ct)
    {
        try
        {
            _ = await api.GetAsync($"{href}?fields=pulp_href", ct);
            return true;
        }
        catch (ModuleException failure) when (PulpRefusal.IsMissing(failure))
        {
            return false;
        }
    }

    /// <summary>Where a removal finds nothing, it may only be hidden from the user.</summary>
    public void TellUnseen(string what)
    {
        if (Unseen is { Length: > 0 } unseen)
        {
            Warn($"There is no {what} to remove.{unseen}");
        }
    }

    /// <summary>Why it may be there all the same: Pulp answers a user who may not view it as if it were not.</summary>
    private string Unseen => run.Get(Connection.Username) is { Length: > 0 } user && user != Administrator
        ? $" If it is there, user '{user}' lacks the permission to view it."
        : "";

    /// <summary>One page of a collection.</summary>
    /// <exception cref="ModuleException">JSON, but nothing that Pulp says.</exception>
    public async Task<JsonObject> PageAsync(string query, CancellationToken ct) =>
        (await api.GetAsync(query, ct)).Body is JsonObject page && page["count"] is JsonValue count && count.TryGetValue<int>(out _)
            && page["results"] is JsonArray results && results.All(IsObject)
            ? page
            : throw NoList(query);

    private static bool IsObject(JsonNode? node) =>
        node is JsonObject found && (found["pulp_href"] is null || found["pulp_href"]!.GetValueKind() == JsonValueKind.String);

    private ModuleException NoList(string query) => new(
        $"Check {api.Names.Of("pulp_url")}: the answer to GET {Asked.Shortened(api.Root + query)} is JSON, but no list of objects; "
            + "this does not look like a Pulp server.");

    public async Task<JsonObject> FindAsync(Target target, string name, CancellationToken ct)
    {
        var key = new JsonObject { [target.Key] = KeptText.Of(name) };
        return !string.IsNullOrWhiteSpace(name) && await FindAsync(target.Path, target.Noun + "s", key, ct) is { } found
            ? found
            : Assume($"Could not find {target.Noun} with {ObjectKey.Described(key)}.", name);
    }

    /// <summary>In check mode, what an earlier task would have created.</summary>
    /// <param name="missing">Says what was not found.</param>
    /// <param name="name">Its name, if it has one.</param>
    /// <exception cref="ModuleException">It is really missing.</exception>
    public JsonObject Assume(string missing, string? name = null)
    {
        missing += Unseen;
        if (Writes || (name is not null && KeptText.Of(name).Length == 0)) // no task creates what has no name
        {
            throw new ModuleException(missing);
        }

        Warn(missing + " Check mode assumes that an earlier task would create it.");
        return new JsonObject
        {
            ["name"] = name,
            ["pulp_href"] = ConvergeStep.Pretended,
            ["latest_version_href"] = ConvergeStep.Pretended,
            ["versions_href"] = ConvergeStep.Pretended,
        };
    }

    /// <summary>Starts an action on an object and waits for it.</summary>
    /// <returns>The completed task; null in check mode, or where Pulp answered without a task.</returns>
    public async Task<JsonObject?> ActAsync(string href, JsonObject? body, CancellationToken ct) =>
        (await WriteAsync(HttpMethod.Post, href, body, ct))?.Body as JsonObject;

    /// <summary>Starts an action on an object and does not wait for it.</summary>
    /// <returns>The href of the task; null in check mode.</returns>
    public async Task<string?> StartAsync(string href, JsonObject body, CancellationToken ct) =>
        Writes ? (string?)(await api.SendAsync(HttpMethod.Post, href, PulpApi.Json(body), ct)).Body?["task"] : null;

    public Task<PulpAnswer?> DeleteAsync(string href, CancellationToken ct) =>
        WriteAsync(HttpMethod.Delete, href, content: null, ct);

    public Task<PulpAnswer?> WriteAsync(HttpMethod method, string href, JsonObject? body, CancellationToken ct) =>
        WriteAsync(method, href, PulpApi.Json(body), ct);

    /// <summary>The only writer. Where Pulp starts a task, the answer's body is the completed task.</summary>
    /// <returns>Null in check mode: nothing was sent.</returns>
    public async Task<PulpAnswer?> WriteAsync(HttpMethod method, string href, HttpContent? content, CancellationToken ct)
    {
        if (!Writes)
        {
            return null;
        }

        run.UnderWay = $"{method} {href}";
        var answer = await api.SendAsync(method, href, content, ct);
        if (answer.Status == HttpStatusCode.Accepted
            && answer.Body is JsonObject { Count: 1 } started
            && (string?)started["task"] is { } task)
        {
            run.UnderWay = $"{method} {href}, task {task}";
            answer = answer with { Body = await Tasks.CompleteAsync(task, ct) };
        }

        run.UnderWay = null;
        return answer;
    }

    /// <summary>The new object: in the answer itself, or named by the task that made it.</summary>
    public async Task<JsonObject> ReadAsync(string path, PulpAnswer created, CancellationToken ct)
    {
        if (created.Status != HttpStatusCode.Accepted)
        {
            return created.Body as JsonObject
                ?? throw new ModuleException(
                    $"Creating an object of {path} was answered without the object. "
                        + "Is there a proxy in between that fails?") { Transient = true };
        }

        // A task may have made several things: take the one of this collection.
        var resources = created.Body!["created_resources"]?.AsArray().Select(each => (string?)each).OfType<string>().ToList() ?? [];
        var href = resources.FirstOrDefault(each => each.StartsWith(api.Root + path, StringComparison.Ordinal))
            ?? throw new ModuleException(
                $"Task {created.Body["pulp_href"]} completed but names no object of {path}. It created: {string.Join(", ", resources)}");
        return (await api.GetAsync(href, ct)).Body!.AsObject();
    }

    public void Dispose() => api.Dispose();

    /// <summary>Tells the user, once. Lists work on many items at a time.</summary>
    public void Warn(string warning)
    {
        lock (run.Warnings)
        {
            _ = run.Warnings.Add(warning);
        }
    }
}
