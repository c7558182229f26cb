// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Tests.Golden;

/// <summary>What the recorded server says of itself, where the recording does not have it.</summary>
internal static class RecordedStatus
{
    private static readonly (string Component, string Version)[] Versions =
    [
        ("core", "3.105.16"), ("container", "2.27.11"), ("deb", "3.9.1"), ("rpm", "3.35.3"), ("python", "3.28.0"), ("file", "3.105.16"),
        ("certguard", "3.105.16"),
    ];

    public static JsonObject Body => new()
    {
        ["versions"] = new JsonArray([.. Versions.Select(each => (JsonNode?)new JsonObject
        {
            ["component"] = each.Component,
            ["version"] = each.Version,
        })]),
        ["online_workers"] = new JsonArray(new JsonObject(), new JsonObject()),
    };
}
