using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Containers.Engine;

/// <summary>The calls of the Docker Engine API that our containers need, no more.</summary>
internal sealed class DockerEngine : IDisposable
{
    private readonly EngineApi _api;

    private DockerEngine(EngineApi api, EngineVersion version)
    {
        _api = api;
        Version = version;
    }

    public EngineVersion Version { get; }

    public static async Task<DockerEngine> ConnectAsync(EngineAddress address, CancellationToken ct)
    {
        var api = new EngineApi(address);
        try
        {
            var version = EngineVersion.Agree((await api.GetAsync("/version", ct)).AsObject());
            api.Prefix = $"/v{version.Api}";
            return new(api, version);
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    public Task<JsonNode> InfoAsync(CancellationToken ct) => _api.GetAsync("/info", ct);

    public async Task<JsonArray> NetworksAsync(CancellationToken ct) => (await _api.GetAsync("/networks", ct)).AsArray();

    public Task<JsonNode?> FindNetworkAsync(string name, CancellationToken ct) => _api.FindAsync($"/networks/{Quote(name)}", ct);

    public Task<JsonNode?> FindImageAsync(string image, CancellationToken ct) => _api.FindAsync($"/images/{Quote(image)}/json", ct);

    public Task<JsonNode?> FindContainerAsync(string name, CancellationToken ct) => _api.FindAsync($"/containers/{Quote(name)}/json", ct);

    public async Task<JsonArray> RunningContainersAsync(CancellationToken ct) => (await _api.GetAsync("/containers/json", ct)).AsArray();

    /// <summary>Pulls an image; the report says what came.</summary>
    public async Task<JsonObject> PullAsync(string image, Action<PullProgress> tell, CancellationToken ct)
    {
        var progress = new PullProgress(image);
        var (name, tag) = Split(image);
        try
        {
            await foreach (var line in _api.FollowAsync($"/images/create?fromImage={Quote(name)}&tag={Quote(tag)}", ct))
            {
                progress.Note(line);
                tell(progress);
            }
        }
        catch (ModuleException failure)
        {
            throw new ModuleException(
                $"Image '{image}' cannot be pulled: {failure.Message} Name another with image, "
                    + "or load it into the engine and set pull: never.",
                failure);
        }

        return progress.Report;
    }

    public async Task<string> CreateAsync(string name, JsonObject wanted, CancellationToken ct) =>
        (await _api.ActAsync(HttpMethod.Post, $"/containers/create?name={Quote(name)}", wanted, ct))!["Id"]!.GetValue<string>();

    public Task StartAsync(string container, CancellationToken ct) => PostAsync(container, "start", ct);

    public Task StopAsync(string container, int seconds, CancellationToken ct) => PostAsync(container, $"stop?t={seconds}", ct);

    public Task RestartAsync(string container, int seconds, CancellationToken ct) => PostAsync(container, $"restart?t={seconds}", ct);

    /// <summary>Tries a login to a registry, which the engine reaches as it does for a pull.</summary>
    /// <exception cref="ModuleException">It is refused, or the registry cannot be reached.</exception>
    public Task LogInAsync(string registry, string username, string password, CancellationToken ct) => _api.ActAsync(
        HttpMethod.Post, "/auth", new JsonObject { ["username"] = username, ["password"] = password, ["serveraddress"] = registry }, ct);

    /// <summary>Runs a command in a container to its end.</summary>
    /// <exception cref="ModuleException">It failed; the message has what it said.</exception>
    /// <returns>The lines it said.</returns>
    public Task<IReadOnlyList<string>> ExecuteAsync(string container, ContainerCommand command, CancellationToken ct) =>
        new Execution(_api, Quote(container), command).RunAsync(ct);

    /// <summary>Runs a command in a container of its own, without network, which is removed afterwards.</summary>
    /// <returns>The lines it said, however it ended.</returns>
    public async Task<IReadOnlyList<string>> RunOnceAsync(string image, IReadOnlyList<string> words, CancellationToken ct)
    {
        var wanted = new JsonObject
        {
            ["Image"] = image,
            ["Entrypoint"] = new JsonArray([.. words.Select(word => (JsonNode?)word)]),
            ["Cmd"] = new JsonArray(),
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" },
        };
        var id = (await _api.ActAsync(HttpMethod.Post, "/containers/create", wanted, ct))!["Id"]!.GetValue<string>();
        try
        {
            await StartAsync(id, ct);
            _ = await _api.ActAsync(HttpMethod.Post, $"/containers/{id}/wait", null, ct);
            return await LogAsync(id, 100, ct);
        }
        finally
        {
            await RemoveAsync(id, volumes: true, CancellationToken.None);
        }
    }

    public Task RenameAsync(string container, string name, CancellationToken ct) => PostAsync(container, $"rename?name={Quote(name)}", ct);

    public Task UpdateAsync(string container, JsonObject changes, CancellationToken ct) =>
        _api.ActAsync(HttpMethod.Post, $"/containers/{Quote(container)}/update", changes, ct);

    /// <param name="container">The container.</param>
    /// <param name="volumes">Its volumes without a name go, too.</param>
    /// <param name="ct">Stops it.</param>
    public Task RemoveAsync(string container, bool volumes, CancellationToken ct) =>
        _api.ActAsync(HttpMethod.Delete, $"/containers/{Quote(container)}?force=true&v={(volumes ? "true" : "false")}", null, ct);

    public async Task<IReadOnlyList<string>> LogAsync(string container, int lines, CancellationToken ct) =>
        LogFrames.Lines(
            await _api.ReadAsync(HttpMethod.Get, $"/containers/{Quote(container)}/logs?stdout=true&stderr=true&tail={lines}", null, ct));

    public void Dispose() => _api.Dispose();

    /// <summary>Name and tag, or name and digest; the colon of a registry's port is neither.</summary>
    internal static (string Name, string Tag) Split(string image)
    {
        if (image.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            return (image[..at], image[(at + 1)..]);
        }

        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? (image[..colon], image[(colon + 1)..]) : (image, "latest");
    }

    private Task<JsonNode?> PostAsync(string container, string action, CancellationToken ct) =>
        _api.ActAsync(HttpMethod.Post, $"/containers/{Quote(container)}/{action}", null, ct);

    private static string Quote(string name) => Uri.EscapeDataString(name);
}
