// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Execution;

/// <summary>A module's name and raw arguments, as they came from Ansible or from a person's command line.</summary>
/// <param name="Name">The module's name as the task wrote it.</param>
/// <param name="Arguments">Without Ansible's own keys.</param>
/// <param name="Settings">Ansible's own keys, <c>_ansible_…</c>; unknown ones are ignored.</param>
internal sealed record Call(string Name, JsonObject Arguments, JsonObject Settings)
{
    private const string Own = "_ansible_";

    /// <summary>The name modules are listed under: without collection.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    public bool Set(string setting) => Settings[Own + setting] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public bool Unset(string setting) => Settings[Own + setting] is JsonValue value && value.GetValueKind() == JsonValueKind.False;

    /// <param name="name">The name from the command line; <c>_ansible_module_name</c> in the arguments wins.</param>
    /// <param name="json">The content of the arguments file.</param>
    /// <exception cref="ModuleException">Not a JSON object.</exception>
    public static Call Parse(string name, string json)
    {
        JsonObject all;
        try
        {
            all = JsonText.Parse(json) as JsonObject ?? throw new ModuleException("The arguments are not a JSON object.");
        }
        catch (JsonException failure)
        {
            throw new ModuleException(
                $"The arguments are not JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}). "
                + "They are written by Ansible; by hand, give a file with one JSON object.");
        }
        catch (FormatException failure)
        {
            throw new ModuleException($"The arguments cannot be understood: {failure.Message}.");
        }

        var settings = all.Where(pair => pair.Key.StartsWith(Own, StringComparison.Ordinal)).ToList();
        var arguments = all.Where(pair => !pair.Key.StartsWith(Own, StringComparison.Ordinal)).ToList();
        var written = all["_ansible_module_name"] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : name;
        return new Call(written, Copy(arguments), Copy(settings));
    }

    private static JsonObject Copy(IEnumerable<KeyValuePair<string, JsonNode?>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
