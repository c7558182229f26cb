// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>
/// An engine that speaks Docker's API. What the library does as it should is asked of it with <see cref="AskAsync{T}"/>; the other
/// methods here add what it lacks, or what more than one caller needs.
/// </summary>
internal sealed class DockerEngine : IDisposable
{
    private readonly EngineAddress _address;
    private readonly EngineTransport _transport;
    private readonly DockerClient _client;
    private readonly Dictionary<RegistryLogin, DockerClient> _loggedIn = [];

    private DockerEngine(EngineAddress address, EngineTransport transport, DockerClient client, EngineVersion version)
    {
        (_address, _transport, _client) = (address, transport, client);
        Version = version;
    }

    public EngineVersion Version { get; }

    public static Task<DockerEngine> ConnectAsync(EngineAddress address, CancellationToken ct) =>
        ConnectAsync(address, HttpClients.Pipeline(EngineHandler.For(address)), ct);

    /// <summary>The same over other handlers, which are closed with the engine.</summary>
    public static async Task<DockerEngine> ConnectAsync(EngineAddress address, HttpMessageHandler handlers, CancellationToken ct)
    {
        var transport = new EngineTransport(handlers, address);
        var client = transport.Client(api: null);
        try
        {
            var version = EngineVersion.Agree(await UnderstandAsync(address, client.System.GetVersionAsync(ct)));
            return new(address, transport, transport.Client(version.Api), version);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks something of the library.</summary>
    /// <exception cref="ModuleException">The engine refuses, cannot be reached, or answers what is not understood.</exception>
    public Task<T> AskAsync<T>(Func<DockerClient, Task<T>> ask) => UnderstandAsync(_address, ask(_client));

    /// <summary>The same for what has no answer.</summary>
    public Task ActAsync(Func<DockerClient, Task> act) => AskAsync(async client =>
    {
        await act(client);
        return true;
    });

    /// <summary>Null where the engine does not know it.</summary>
    public async Task<T?> FindAsync<T>(Func<DockerClient, Task<T>> ask)
        where T : class
    {
        try
        {
            return await AskAsync(ask);
        }
        catch (ModuleException failure) when (failure.Cause is EngineRefusal { Status: System.Net.HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    public Task<SystemInfoResponse> InfoAsync(CancellationToken ct) => AskAsync(client => client.System.GetSystemInfoAsync(ct));

    public Task<IList<NetworkResponse>> NetworksAsync(CancellationToken ct) =>
        AskAsync(client => client.Networks.ListNetworksAsync(cancellationToken: ct));

    public Task<ImageInspectResponse?> FindImageAsync(string image, CancellationToken ct) =>
        FindAsync(client => client.Images.InspectImageAsync(Quote(image), ct));

    public Task<ContainerInspectResponse?> FindContainerAsync(string name, CancellationToken ct) =>
        FindAsync(client => client.Containers.InspectContainerAsync(Quote(name), ct));

    public Task<IList<ContainerListResponse>> RunningContainersAsync(CancellationToken ct) =>
        AskAsync(client => client.Containers.ListContainersAsync(new(), ct));

    /// <summary>Pulls an image; what came is told to the progress.</summary>
    public async Task PullAsync(string image, IProgress<JSONMessage> progress, CancellationToken ct)
    {
        var (name, tag) = Split(image);
        try
        {
            await ActAsync(client => client.Images.CreateImageAsync(new() { FromImage = name, Tag = tag }, null, progress, ct));
        }
        catch (ModuleException failure)
        {
            throw failure.Retold(
                $"Image '{image}' cannot be pulled: {failure.Message} Name another with image, or load it into the engine.");
        }
    }

    /// <summary>Asks the image's registry whether it has it, without pulling it.</summary>
    /// <exception cref="ModuleException">It has not, or the engine cannot ask it.</exception>
    public async Task RequirePullableAsync(string image, CancellationToken ct)
    {
        try
        {
            _ = await AskAsync(client => client.Distribution.InspectAsync(Quote(image), ct));
        }
        catch (ModuleException failure)
        {
            throw failure.Retold(
                $"Image '{image}' could not be pulled: {failure.Message} Name another with image, or load it into the engine.");
        }
    }

    /// <summary>Has the engine try a login; it reaches the registry as it does for a pull.</summary>
    public Task LogInAsync(string registry, string username, string password, CancellationToken ct) => ActAsync(client =>
        client.System.AuthenticateAsync(new() { Username = username, Password = password, ServerAddress = registry }, ct));

    /// <summary>The digest of the manifest that a registry serves under a name, as the engine sees it; null where it serves none, does not
    /// take the login, or the engine does not ask for such things (Podman's older versions).</summary>
    /// <param name="image">Name and tag.</param>
    /// <param name="login">The login to the registry; null for none.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<string?> ServedDigestAsync(string image, RegistryLogin? login, CancellationToken ct)
    {
        try
        {
            return (await UnderstandAsync(_address, ClientFor(login).Distribution.InspectAsync(image, ct))).Descriptor?.Digest;
        }
        catch (ModuleException failure) when (failure.Cause is EngineRefusal)
        {
            return null;
        }
    }

    /// <summary>Pushes an image to the registry of its name; what went is told to the progress.</summary>
    public Task PushAsync(string image, RegistryLogin? login, IProgress<JSONMessage> progress, CancellationToken ct)
    {
        var (name, tag) = Split(image);
        return ActAsync(client => client.Images.PushImageAsync(name, new() { Tag = tag }, login?.ForEngine ?? new(), progress, ct));
    }

    /// <summary>An image as an archive with its layers, as <c>docker save</c> writes it.</summary>
    public Task<Stream> SaveAsync(string image, CancellationToken ct) =>
        AskAsync(client => client.Images.SaveImageAsync(image, ct));

    /// <summary>Makes a container, and tells its id.</summary>
    public async Task<string> CreateAsync(string? name, CreateContainerParameters wanted, CancellationToken ct)
    {
        wanted.Name = name;
        return (await AskAsync(client => client.Containers.CreateContainerAsync(wanted, ct))).ID;
    }

    public Task StartAsync(string container, CancellationToken ct) =>
        ActAsync(client => client.Containers.StartContainerAsync(Quote(container), null, ct));

    public Task StopAsync(string container, int seconds, CancellationToken ct) => ActAsync(
        client => client.Containers.StopContainerAsync(Quote(container), new() { WaitBeforeKillSeconds = (uint)seconds }, ct));

    public Task RestartAsync(string container, int seconds, CancellationToken ct) => ActAsync(
        client => client.Containers.RestartContainerAsync(Quote(container), new() { WaitBeforeKillSeconds = (uint)seconds }, ct));

    public Task RenameAsync(string container, string name, CancellationToken ct) =>
        ActAsync(client => client.Containers.RenameContainerAsync(Quote(container), new() { NewName = name }, ct));

    /// <param name="container">The container.</param>
    /// <param name="volumes">Its volumes without a name go, too.</param>
    /// <param name="ct">Stops it.</param>
    public Task RemoveAsync(string container, bool volumes, CancellationToken ct) => ActAsync(
        client => client.Containers.RemoveContainerAsync(Quote(container), new() { Force = true, RemoveVolumes = volumes }, ct));

    /// <summary>The last lines of what a container said.</summary>
    public Task<IReadOnlyList<string>> LogAsync(string container, int lines, CancellationToken ct) => AskAsync(async client =>
    {
        var wanted = new ContainerLogsParameters
        {
            ShowStdout = true,
            ShowStderr = true,
            Tail = lines.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        using var log = await client.Containers.GetContainerLogsAsync(Quote(container), wanted, ct);
        return await Spoken.LinesAsync(log, ct);
    });

    /// <summary>The commands of the processes of a container, as they call themselves.</summary>
    public async Task<IReadOnlyList<string>> ProcessesAsync(string container, CancellationToken ct)
    {
        var found = await AskAsync(client => client.Containers.ListProcessesAsync(Quote(container), new(), ct));
        return [.. (found.Processes ?? []).Where(each => each.Count > 0).Select(each => each[^1])];
    }

    /// <summary>Runs a command in a container to its end.</summary>
    /// <exception cref="ModuleException">It failed; the message has what it said.</exception>
    /// <returns>The lines it said.</returns>
    public Task<IReadOnlyList<string>> ExecuteAsync(string container, ContainerCommand command, CancellationToken ct) =>
        AskAsync(client => new Execution(client, Quote(container), command).RunAsync(ct));

    /// <summary>Runs a command in a container of its own, without network, which is removed afterwards.</summary>
    /// <returns>The lines it said, however it ended.</returns>
    public async Task<IReadOnlyList<string>> RunOnceAsync(string image, IReadOnlyList<string> words, CancellationToken ct)
    {
        var wanted = new CreateContainerParameters
        {
            Image = image,
            Entrypoint = [.. words],
            Cmd = [],
            HostConfig = new() { NetworkMode = "none" },
        };
        var id = await CreateAsync(name: null, wanted, ct);
        try
        {
            await StartAsync(id, ct);
            _ = await AskAsync(client => client.Containers.WaitContainerAsync(id, ct));
            return await LogAsync(id, 100, ct);
        }
        finally
        {
            await RemoveAsync(id, volumes: true, CancellationToken.None);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A client whose requests carry a login, for what the library has no place for one: one a login, however many ask for it
    /// at a time. Their handlers are closed with the engine's own client.</summary>
    internal DockerClient ClientFor(RegistryLogin? login)
    {
        if (login is null)
        {
            return _client;
        }

        lock (_loggedIn)
        {
            return _loggedIn.TryGetValue(login, out var known)
                ? known
                : _loggedIn[login] = _transport.Client(Version.Api, login.Headers);
        }
    }

    /// <summary>A name as a part of an address.</summary>
    /// <exception cref="ModuleException">It is empty, which names nothing.</exception>
    public static string Quote(string name) =>
        name.Length > 0 ? Uri.EscapeDataString(name) : throw new ModuleException("The name of a container or an image is empty.");

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

    /// <summary>The library meets what no engine says with whatever it runs into.</summary>
    private static async Task<T> UnderstandAsync<T>(EngineAddress address, Task<T> asked)
    {
        try
        {
            return await asked ?? throw new JsonException("The answer is null.");
        }
        catch (Exception odd) when (
            odd is JsonException or FormatException or InvalidOperationException or NotImplementedException or NotSupportedException)
        {
            throw new ModuleException(
                $"What answers at {address.Written} is not a container engine, or one that is not understood: {odd.Message}", odd);
        }
    }
}
