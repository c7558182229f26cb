// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Access;

/// <summary>A policy as it is kept: its text byte for byte.</summary>
internal sealed record StoredPolicy(string Text, PolicyText Parsed)
{
    public int Version { get; init; } = 1;

    public bool CasRequired { get; init; }

    public DateTime Modified { get; init; } = DateTime.UtcNow;

    public DateTime? Expires { get; init; }

    public static StoredPolicy Of(string text, StoredPolicy? before)
    {
        try
        {
            return new StoredPolicy(text, PolicyText.Parse(text)) { Version = (before?.Version ?? 0) + 1 };
        }
        catch (FormatException failure)
        {
            throw new BaoException(400, $"failed to parse policy: {failure.Message}");
        }
    }

    public JsonObject Shown(string name, bool isOld)
    {
        var told = new JsonObject
        {
            ["allow_slashes_in_identity_templates"] = false,
            ["allow_wildcards_in_identity_templates"] = false,
            ["cas_required"] = CasRequired,
            ["name"] = name,
            [isOld ? "rules" : "policy"] = Text,
            ["version"] = Version,
        };
        if (Version > 0)
        {
            told["modified"] = Modified.ToString("O");
        }

        if (Expires is { } end)
        {
            told["expiration"] = end.ToString("O");
        }

        return told;
    }
}
