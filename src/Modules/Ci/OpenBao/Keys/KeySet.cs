// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>What an initialised server told once: its keys and the root token.</summary>
/// <param name="Fields">As in the file; playbooks read it as variables.</param>
internal sealed record KeySet(JsonObject Fields)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.General) { WriteIndented = true };

    /// <summary>The keys in hex.</summary>
    public IReadOnlyList<string> Keys => Texts("keys");

    /// <summary>The same in base64.</summary>
    public IReadOnlyList<string> Base64 => Texts("keys_base64");

    /// <summary>Null where it was taken out of the file.</summary>
    public string? RootToken => (string?)Fields["root_token"];

    /// <summary>The cluster the keys are of; null where nobody has written it down yet.</summary>
    public string? ClusterId => (string?)Fields["cluster_id"];

    /// <summary>As the file holds it.</summary>
    public string Text => Fields.ToJsonString(Indented) + "\n";

    /// <summary>Out of a server's answer.</summary>
    public static KeySet Of(JsonObject answer) => new(new JsonObject
    {
        ["keys"] = answer["keys"]?.DeepClone(),
        ["keys_base64"] = answer["keys_base64"]?.DeepClone(),
        ["root_token"] = answer["root_token"]?.DeepClone(),
    });

    /// <summary>Out of a file.</summary>
    /// <exception cref="ModuleException">It holds something else.</exception>
    public static KeySet Parse(string file, string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject fields && fields["keys"] is JsonArray { Count: > 0 })
            {
                return new(fields);
            }
        }
        catch (JsonException)
        {
            // told below, without what it quotes
        }

        throw new ModuleException($"Check the path: '{file}' holds no keys of OpenBao, an object with a list 'keys'.");
    }

    /// <summary>New keys change neither the root token nor the cluster.</summary>
    /// <param name="before">What was there before; null for nothing that can be read.</param>
    public void TakeOver(KeySet? before) => (Fields["root_token"], Fields["cluster_id"]) = (before?.RootToken, before?.ClusterId);

    /// <summary>Hides all of it.</summary>
    public void Hide(Invocation run)
    {
        foreach (var secret in Keys.Concat(Base64).Append(RootToken).OfType<string>())
        {
            _ = run.Secret(secret);
        }
    }

    private List<string> Texts(string name) =>
        [.. (Fields[name] as JsonArray ?? []).Select(each => each?.ToString()).OfType<string>()];
}
