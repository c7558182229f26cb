// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Secret = ModuleHost.Secrets.Secret;

namespace Modules.Containers.Registry;

/// <summary>A login to a registry, tried by the engine and kept for its clients.</summary>
internal sealed class RegistryLoginModule : IModule
{
    private const string Present = "present";
    private const string Hub = "docker.io";

    /// <summary>The hub's other names.</summary>
    private static readonly string[] HubToo = ["index.docker.io", "registry-1.docker.io"];

    private static readonly Argument<string> Registry = Argument.RequiredText("registry");
    private static readonly Argument<string?> Username = Argument.Text("username");
    private static readonly Argument<string?> Password = Argument.Text("password") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<string?> ConfigPath = Argument.Path("config_path") with { Default = "~/.docker/config.json" };
    private static readonly Argument<string?> State = Argument.Choice("state", Present, "absent");

    public string Name => "registry_login";

    public ArgumentSpec Arguments { get; } = new(
        [Registry, Username, Password, ConfigPath, State, .. EngineArguments.All],
        new RequiredIf(State, Present, Username, Password));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var host = Host(run.Get(Registry));
        var registry = host == Hub ? ClientConfiguration.Hub : host;
        var kept = ClientConfiguration.Read(run.Get(ConfigPath)!);
        var found = kept.Find(registry, run);
        if (run.Get(State) is null)
        {
            return Result(false, registry, found);
        }

        var wanted = run.Get(State) == Present ? run.Secret(run.Get(Password)!).Basic(run.Get(Username)!) : null;
        if (Equals(found, wanted))
        {
            return Result(false, registry, wanted);
        }

        if (kept.Keeper(registry) is { } keeper)
        {
            throw new ModuleException(
                $"{run.Get(ConfigPath)} leaves logins to 'docker-credential-{keeper}', which this module does not speak with. "
                    + "Log in with the client, or give another config_path.");
        }

        if (!run.CheckMode)
        {
            if (wanted is not null)
            {
                await TryAsync(run, host, ct);
            }

            kept.Write(registry, wanted);
        }

        return Result(true, registry, wanted);
    }

    private static async Task TryAsync(Invocation run, string registry, CancellationToken ct)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        run.UnderWay = $"log in to {registry}";
        await engine.LogInAsync(registry, run.Get(Username)!, run.Get(Password)!, ct);
        run.UnderWay = null;
    }

    /// <summary>As clients name registries: host and port, without scheme and path.</summary>
    private static string Host(string written)
    {
        var start = written.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + "://".Length : 0;
        var host = written[start..].Split('/')[0];
        host = HubToo.Contains(host) ? Hub : host;
        return host.Length > 0 && !host.Contains('@', StringComparison.Ordinal)
            ? host
            : throw new ModuleException($"registry '{written}' is not a registry's host and port.");
    }

    private static ModuleResult Result(bool changed, string registry, Secret? login) => new(changed)
    {
        Values = new JsonObject { ["registry"] = registry, ["username"] = ClientConfiguration.User(login) },
    };
}
