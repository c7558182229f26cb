// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenStack;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">Null for none.</param>
internal sealed record OpenStackAnswer(int Status, JsonNode? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What no route leads to is a page for people, no JSON.</summary>
    public string? Page { get; init; }

    public static OpenStackAnswer NoRoute => new(404) { Page = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n" };

    /// <summary>A refusal as Keystone words it, and as the middleware before Nova does.</summary>
    public static OpenStackAnswer Refused(int status, string title, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["title"] = title },
    });

    /// <summary>A refusal as Nova words its own.</summary>
    public static OpenStackAnswer OfNova(int status, string kind, string message) => new(status, new JsonObject
    {
        [kind] = new JsonObject { ["code"] = status, ["message"] = message },
    });
}

/// <summary>Ends a request with a refusal.</summary>
/// <param name="answer">The refusal.</param>
#pragma warning disable CA1032 // it cannot be without what it answers
internal sealed class OpenStackRefusalException(OpenStackAnswer answer) : Exception
#pragma warning restore CA1032
{
    public OpenStackAnswer Answer => answer;
}
