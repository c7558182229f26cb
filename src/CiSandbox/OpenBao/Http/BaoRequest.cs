// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Http;

/// <summary>A request as engines see it.</summary>
/// <param name="Operation">What is to be done.</param>
/// <param name="Path">Below <c>/v1/</c>, decoded.</param>
/// <param name="Data">The body's fields.</param>
/// <param name="Query">The query's.</param>
/// <param name="Token">Null for none.</param>
internal sealed record BaoRequest(
    Operation Operation, string Path, JsonObject Data, IReadOnlyDictionary<string, string> Query, string? Token)
{
    /// <summary>The bytes of a body that is no JSON by nature: a snapshot.</summary>
    public byte[] Bytes { get; init; } = [];

    public bool IsWrite => Operation == Operation.Write;

    /// <summary>The same below another root.</summary>
    public BaoRequest At(string path) => this with { Path = path };

    /// <summary>What the engine did not ask for.</summary>
    public IReadOnlyList<string> Ignored(params IReadOnlyList<string> known) =>
        Data.Select(pair => pair.Key).Concat(Query.Keys).Except(known).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } odd
            ? [$"Endpoint ignored these unrecognized parameters: [{string.Join(' ', odd)}]"]
            : [];
}
