// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using ModuleHost.Secrets;
using ModuleHost.Validation;
using Modules.Pulp.Entities;
using Modules.Tests.Refusals;

namespace Modules.Tests.Infra;

/// <summary>Arguments that a module accepts, found by giving it what it says is missing.</summary>
internal static partial class Arguments
{
    /// <summary>Servers of other kinds: nobody listens there, and nobody waits for them.</summary>
    private static readonly IReadOnlyList<(string Name, JsonNode Value)> Elsewhere =
    [
        ("docker_host", "tcp://127.0.0.1:9"), ("timeout", 1), ("wait_timeout", 0), ("retries", 0), ("delay", 0),
    ];

    /// <param name="module">The module.</param>
    /// <param name="state">Its state; null for none.</param>
    /// <param name="address">The server.</param>
    public static JsonObject For(IModule module, string? state, string address)
    {
        var arguments = new JsonObject();
        var options = module.Arguments.Arguments.Select(argument => argument.Name).ToHashSet();
        if (options.Contains("pulp_url"))
        {
            (arguments["pulp_url"], arguments["username"], arguments["password"]) = (address, "admin", "correct horse");
        }

        foreach (var (name, value) in Elsewhere.Where(each => !options.Contains("pulp_url") && options.Contains(each.Name)))
        {
            arguments[name] = value.DeepClone();
        }

        if (state is not null)
        {
            arguments["state"] = state;
        }

        // Content modules ask for these in code, by state.
        var isContent = state is not null && module.Arguments.Arguments.Any(argument => argument.Name == "file");
        foreach (var argument in module.Arguments.Arguments
            .Where(argument => isContent && (argument.Name is "file" or "relative_path" or "repository")))
        {
            arguments[argument.Name] = Value(argument);
        }

        if (module is EntityModule { Entity: var entity } && state == "present")
        {
            foreach (var field in entity.AllFields.Where(field => field.NeededToCreate))
            {
                arguments[field.Argument.Name] = field.ApiName switch
                {
                    "ca_certificate" => Symbols.Certificate,
                    "permissions" => new JsonArray("core.view_task"),
                    _ => Value(field.Argument),
                };
            }
        }

        if (module.Name.EndsWith("_sync", StringComparison.Ordinal))
        {
            arguments["remote"] = "x";
        }

        if (module.Name == "wait_for_pulp")
        {
            arguments["wait_timeout"] = 0; // the server is never ready
        }

        if (module.Name == "container_content")
        {
            (arguments["repository"], arguments["src_repo"], arguments["tags"]) = ("x", "y", new JsonArray("z"));
        }

        if (module.Name == "api_call")
        {
            arguments["body"] = new JsonObject { ["name"] = "x" };
        }

        for (var attempt = 0; attempt < 10; attempt++)
        {
            var complaint = new ArgumentValidator(new Redactor()).Refuse(module.Name, module.Arguments, arguments.DeepClone().AsObject());
            if (complaint is null)
            {
                return arguments;
            }

            var names = Missing().Match(complaint) is { Success: true } match
                ? match.Groups[1].Value.Split(", ")
                : throw new InvalidOperationException($"{module.Name}: {complaint}");
            foreach (
                var name in (complaint.Contains("any of", StringComparison.Ordinal) || complaint.Contains(
                    "one of the following is required", StringComparison.Ordinal))
                ? names[..1]
                : names)
            {
                arguments[name] = Value(module.Arguments.Arguments.Single(argument => argument.Name == name));
            }
        }

        throw new InvalidOperationException($"{module.Name}: no arguments are good enough");
    }

    /// <summary>A value of the type, with what is required inside.</summary>
    public static JsonNode Value(Argument argument) => argument.Type switch
    {
        _ when argument.Choices.Count > 0 => argument.Choices[0],
        ArgumentType.Number => 1,
        ArgumentType.Fraction => 1.5,
        ArgumentType.Flag => true,
        ArgumentType.List when argument.Elements == ArgumentType.Mapping => new JsonArray(Inside(argument)),
        ArgumentType.List => new JsonArray("x"),
        ArgumentType.Mapping => Inside(argument),
        _ when argument.Name == "dest" => Path.Combine(Path.GetTempPath(), "kayobe-modules-downloaded"),
        ArgumentType.Path => Path.Combine(Binary.RepositoryRoot, "LICENSE"),
        _ when argument.Name == "pulp_href" => "/pulp/api/v3/tasks/01a1fcef-7bae-72ff-bd1e-2584f3636e24/",
        _ when argument.Name.EndsWith("url", StringComparison.Ordinal) => "http://127.0.0.1:9/",
        _ when argument.Name == "sha256" => new string('0', 64),
        _ when argument.Name == "operation_id" => "repositories_file_file_create",
        _ => "x",
    };

    private static JsonObject Inside(Argument argument) => new(
        (argument.Options?.Arguments ?? []).Where(inner => inner.Required)
            .Select(inner => KeyValuePair.Create<string, JsonNode?>(inner.Name, Value(inner))));

    [GeneratedRegex("(?:missing|required|required arguments): (.*)$")]
    private static partial Regex Missing();
}
