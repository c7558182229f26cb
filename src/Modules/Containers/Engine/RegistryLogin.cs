// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using Secret = ModuleHost.Secrets.Secret;

namespace Modules.Containers.Engine;

/// <summary>Who logs in to a registry, as an engine is told with a request.</summary>
/// <param name="Username">The user.</param>
/// <param name="Password">The password.</param>
internal sealed record RegistryLogin(string Username, Secret Password)
{
    /// <summary>The library's form of it.</summary>
    public AuthConfig ForEngine => new() { Username = Username, Password = Password.Reveal() };

    /// <summary>The header that the library makes of it, for requests where it has no place for it.</summary>
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string>
    {
        ["X-Registry-Auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            new JsonObject { ["username"] = Username, ["password"] = Password.Reveal() }.ToJsonString()))
            .Replace('+', '-').Replace('/', '_'),
    };
}
