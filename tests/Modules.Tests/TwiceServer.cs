// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>One Pulp for all modules, with what they refer to.</summary>
public sealed class TwiceServer : IDisposable
{
    private readonly HashSet<string> _made = [];

    internal SandboxProcess Pulp { get; } = new();

    public void Dispose() => Pulp.Dispose();

    /// <summary>The fewest that make one, with what they refer to.</summary>
    internal async Task<JsonObject> ArgumentsAsync(EntityModule module)
    {
        var arguments = Arguments.For(module, "present", Pulp.Address);
        var unique = $"twice-{module.Name.Replace('_', '-')}";
        foreach (var field in module.Entity.AllFields.Where(field => arguments.ContainsKey(field.Argument.Name)))
        {
            arguments[field.Argument.Name] = field switch
            {
                VersionField version => await MadeAsync(version.Target()),
                ReferenceField reference => await MadeAsync(reference.Target()),
                ReferencesField references => new JsonArray(await MadeAsync(references.Target())),
                { ApiName: "path" } => $"/tmp/{unique}",
                { ApiName: "name" or "base_path" } => unique,
                _ => arguments[field.Argument.Name]?.DeepClone(),
            };
        }

        return arguments;
    }

    private async Task<string> MadeAsync(Target target)
    {
        var path = target.Path == "repositories/" ? "repositories/file/file/" : target.Path;
        var name = $"known-{path.TrimEnd('/').Replace('/', '-')}";
        if (_made.Add(name))
        {
            var body = new JsonObject { ["name"] = name };
            if (path.StartsWith("remotes/", StringComparison.Ordinal))
            {
                (body["url"], body["policy"]) = ("http://127.0.0.1:9/", "on_demand");
            }

            if (path == "remotes/deb/apt/")
            {
                body["distributions"] = "stable";
            }

            _ = await Pulp.SendAsync(HttpMethod.Post, path, body);
        }

        return name;
    }
}
