// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.GitLab;

/// <summary>A file with logins to registries as one line of JSON, which a CI/CD variable can hold and GitLab can mask.</summary>
internal sealed class DockerAuthConfigModule : IModule
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Argument<string> Registry = Argument.RequiredText("registry");
    private static readonly Argument<string> Username = Argument.RequiredText("username");
    private static readonly Argument<string> Password = Argument.RequiredText("password") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Logins =
        Argument.MappingList("auths", new ArgumentSpec([Registry, Username, Password])) with { Required = true };

    private static readonly Argument<string?> Destination = Argument.Path("path") with { Required = true };
    private static readonly Argument<bool> Merge = Argument.Flag("merge", otherwise: false);

    public string Name => "docker_auth_config";

    public ArgumentSpec Arguments { get; } = new([Logins, Destination, Merge]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var path = run.Get(Destination)!;
        var before = File.Exists(path) ? Read(path) : null;
        var content = run.Get(Merge) ? before?.DeepClone().AsObject() ?? [] : [];
        if (content["auths"] is not JsonObject auths)
        {
            content["auths"] = auths = [];
        }

        foreach (var login in run.Get(Logins)!)
        {
            var encoded = Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{login.Get(Username)}:{login.Get(Password)}"));
            _ = run.Secret(encoded);
            auths[Host(login.Get(Registry))] = new JsonObject { ["auth"] = encoded };
        }

        var text = content.ToJsonString();
        var changed = !JsonNode.DeepEquals(before, content) || File.GetUnixFileMode(path) != OwnerOnly;
        if (changed && !run.CheckMode)
        {
            Write(path, text);
        }

        return Task.FromResult(new ModuleResult(changed)
        {
            Values = new JsonObject
            {
                ["registries"] = new JsonArray([.. auths.Select(entry => (JsonNode?)entry.Key)]),
                ["path"] = path,
            },
        });
    }

    private static string Host(string written)
    {
        var host = written.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? written[(scheme + 3)..] : written;
        host = host.Split('/')[0];
        return host is "docker.io" or "index.docker.io" or "registry-1.docker.io" ? "https://index.docker.io/v1/"
            : host.Length > 0 && !host.Contains('@', StringComparison.Ordinal) ? host
            : throw new ModuleException("Give a registry's host and port, without a login: a registry of auths has none.");
    }

    private static JsonObject? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModuleException($"Move '{path}' away: it cannot be read as a client's configuration. {failure.Message}", failure);
        }
    }

    private static void Write(string path, string text)
    {
        try
        {
            WholeFile.Write(path, Encoding.UTF8.GetBytes(text), OwnerOnly, WholeFile.OpenFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a path that can be written: '{path}' cannot. {failure.Message}", failure);
        }
    }
}
