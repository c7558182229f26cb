// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Files;

namespace Modules.Containers.Registry;

/// <summary>The file in which Docker's client and Podman keep logins to registries. What else is in it stays.</summary>
internal sealed class ClientConfiguration
{
    /// <summary>What clients keep the login to the Docker Hub under; all others are kept under host and port.</summary>
    public const string Hub = "https://index.docker.io/v1/";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, IndentCharacter = '\t', IndentSize = 1 };

    private readonly string _path;
    private readonly JsonObject _content;

    private ClientConfiguration(string path, JsonObject content) => (_path, _content) = (path, content);

    /// <exception cref="ModuleException">It is not to be read, or no configuration.</exception>
    public static ClientConfiguration Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return new(path, []);
            }

            return new(path, JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("It is no object."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModuleException($"config_path '{path}' cannot be read as a client's configuration: {failure.Message}", failure);
        }
    }

    /// <summary>User and password kept for a registry, as the file writes them; null for none.</summary>
    public Secret? Find(string registry, Invocation run) =>
        _content["auths"]?[registry]?["auth"]?.ToString() is { } login ? run.Secret(login) : null;

    /// <summary>The program that keeps the logins in the file's place; null for none.</summary>
    public string? Keeper(string registry) =>
        _content["credHelpers"]?[registry]?.ToString() ?? _content["credsStore"]?.ToString() switch { "" => null, var store => store };

    /// <summary>The user of a login; null for none.</summary>
    public static string? User(Secret? login)
    {
        var text = login?.Reveal() ?? "";
        var bytes = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : null;
    }

    /// <param name="registry">Host and port.</param>
    /// <param name="login">User and password as basic authentication sends them; null takes it away.</param>
    /// <exception cref="ModuleException">It cannot be written.</exception>
    public void Write(string registry, Secret? login)
    {
        var logins = _content["auths"] as JsonObject ?? [];
        _content["auths"] ??= logins;
        if (login is null)
        {
            _ = logins.Remove(registry);
        }
        else
        {
            logins[registry] = new JsonObject { ["auth"] = login.Reveal() };
        }

        try
        {
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text, Indented))
            {
                _content.WriteTo(writer);
            }

            WholeFile.Write(_path, text.GetBuffer().AsSpan(0, (int)text.Length), OwnerOnly, WholeFile.ClosedFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"config_path '{_path}' cannot be written: {failure.Message}", failure);
        }
    }
}
