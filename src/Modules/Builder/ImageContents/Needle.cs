// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;

namespace Modules.Builder.ImageContents;

/// <summary>A text that no image may hold.</summary>
/// <param name="Name">What the playbook calls it, which is told where it is found.</param>
/// <param name="Forms">The text, and how it looks in URLs, in JSON, in base64, in bytes.</param>
internal sealed record Needle(string Name, IReadOnlyList<NeedleForm> Forms)
{
    /// <summary>Shorter texts, and shorter parts of base64, occur by chance.</summary>
    private const int Shortest = 6;

    private const int ShortestEncoded = 8;

    /// <summary>The needles of a call.</summary>
    /// <param name="texts">Texts by name; those that are empty are left out, as a password that is not set.</param>
    /// <exception cref="ModuleException">One is too short or no text, or there is none.</exception>
    public static IReadOnlyList<Needle> Read(JsonObject texts)
    {
        if (texts.FirstOrDefault(each => each.Value is JsonObject or JsonArray) is { Key: { } odd })
        {
            throw new ModuleException($"Give '{odd}' of needles as one text: it is a list or a dictionary, which is in no image.");
        }

        var needles = texts.Select(each => (each.Key, Text: each.Value?.ToString().Trim() ?? "")).Where(each => each.Text.Length > 0)
            .Select(each => Of(each.Key, each.Text)).ToList();
        return needles.Count > 0
            ? needles
            : throw new ModuleException("Give at least one text in needles, such as the password of the mirror: all of them are empty.");
    }

    private static Needle Of(string name, string text) => text.Length < Shortest
        ? throw new ModuleException(
            $"Leave '{name}' out of needles, or look for something longer: a text of {text.Length} letters is in every image by chance.")
        : new(name, [.. SecretForms.Of(text).Distinct()
            .Where(form => form == text || form.Length >= ShortestEncoded)
            .Select(form => new NeedleForm(Encoding.UTF8.GetBytes(form), form != text))]);
}

/// <summary>One form of a needle.</summary>
/// <param name="Bytes">What is looked for.</param>
/// <param name="Encoded">Whether it is another form than the text itself.</param>
internal sealed record NeedleForm(byte[] Bytes, bool Encoded);
