// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Containers.Registry;

/// <summary>Logins to registries: one that the call gives for all, or those that a client keeps in its file.</summary>
internal sealed class RegistryLogins
{
    private static readonly Argument<string?> Username = Argument.Text("registry_username");
    private static readonly Argument<string?> Password = Argument.Text("registry_password") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<string?> ConfigPath = Argument.Path("config_path") with { Default = "~/.docker/config.json" };

    private readonly Invocation _run;
    private readonly Dictionary<string, RegistryLogin?> _known = [];

    /// <param name="run">The call.</param>
    public RegistryLogins(Invocation run) => _run = run;

    public static IReadOnlyList<Argument> Arguments => [Username, Password, ConfigPath];

    public static Constraint Constraint => new RequiredTogether(Username, Password);

    /// <summary>The login for a registry; null for none.</summary>
    /// <exception cref="ModuleException">The file cannot be read, or leaves its logins to a program.</exception>
    public RegistryLogin? Find(string registry)
    {
        if (!_known.TryGetValue(registry, out var login))
        {
            login = _run.Get(Username) is { Length: > 0 } user ? new(user, _run.Secret(_run.Get(Password)!)) : Kept(registry);
            _known[registry] = login;
        }

        return login;
    }

    private RegistryLogin? Kept(string registry)
    {
        var file = ClientConfiguration.Read(_run.Get(ConfigPath)!);
        var key = registry == "docker.io" ? ClientConfiguration.Hub : registry;
        if (file.Keeper(key) is { } keeper)
        {
            throw new ModuleException(
                $"Give registry_username and registry_password: {_run.Get(ConfigPath)} leaves logins to 'docker-credential-{keeper}', "
                    + "which this module does not speak with.");
        }

        if (file.Find(key, _run) is not { } kept)
        {
            return null;
        }

        var bytes = new byte[kept.Reveal().Length];
        return Convert.TryFromBase64String(kept.Reveal(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var user, var password]
            ? new(user, _run.Secret(password))
            : throw new ModuleException(
                $"Log in again: the login to {registry} in {_run.Get(ConfigPath)} is not user and password in base64.");
    }
}
