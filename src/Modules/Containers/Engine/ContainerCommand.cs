// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Containers.Engine;

/// <summary>A command to run in a container. Its words are seen by all who list processes or inspect the engine; what it
/// must not tell goes in at its standard input.</summary>
/// <param name="Words">The program and its arguments.</param>
internal sealed record ContainerCommand(params IReadOnlyList<string> Words)
{
    /// <summary>What it reads; null for nothing.</summary>
    public string? Input { get; init; }

    /// <summary>Who runs it; null for the container's own user.</summary>
    public string? User { get; init; }

    /// <summary>Variables beside the container's own. They are seen as its words are.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public override string ToString() => string.Join(' ', Words);
}
