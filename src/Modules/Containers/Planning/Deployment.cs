// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using ModuleHost.Secrets;

#pragma warning disable CA1507 // the keys are the engine's names, not ours

namespace Modules.Containers.Planning;

/// <summary>What is there: the files, the image, the container.</summary>
/// <param name="Files">Ours in the folder.</param>
/// <param name="Tight">Nobody can read the files who should not.</param>
/// <param name="ImageId">Null for an image the engine does not have.</param>
/// <param name="Container">Null for none.</param>
internal sealed record Deployment(IReadOnlyDictionary<string, string> Files, bool Tight, string? ImageId, ContainerState? Container)
{
    public const string NextSuffix = "-next";
    public const string PreviousSuffix = "-previous";

    /// <summary>The image was asked for in this run.</summary>
    public bool Pulled { get; init; }

    /// <summary>The container was made in this run.</summary>
    public bool Created { get; init; }

    /// <summary>What is to be done before a restart was done in this run.</summary>
    public bool Prepared { get; init; }

    /// <summary>It was seen in this run that the container works.</summary>
    public bool Proven { get; init; }

    /// <summary>A container that nobody can have made but a person has the name that the one replaced would get.</summary>
    public bool IsPreviousNameTaken { get; init; }

    /// <summary>What is to take the container's place, made and not yet started; its name ends in <see cref="NextSuffix"/>.</summary>
    public ContainerState? Successor { get; init; }

    /// <summary>The container that was replaced, kept until the new one works; its name ends in <see cref="PreviousSuffix"/>.</summary>
    public ContainerState? Predecessor { get; init; }

    /// <summary>A successor of a run that was killed before it used it.</summary>
    public ContainerState? Leftover { get; init; }

    /// <summary>
    /// With what a run that was killed left under the names beside the container's. One that the module did not make is its business only
    /// where the one that was made to take its place says so.
    /// </summary>
    /// <param name="kind">What the container should be.</param>
    /// <param name="next">What has the name of a successor; null for none.</param>
    /// <param name="previous">What has the name of a predecessor; null for none.</param>
    public Deployment Beside(ContainerKind kind, ContainerInspectResponse? next, ContainerInspectResponse? previous)
    {
        var leftover = next is not null && kind.IsOurs(next) ? ContainerState.Of(next, kind, current: false) : null;
        var isPredecessor = previous is not null
            && (kind.IsOurs(previous) || previous.ID == Container?.Replaced || previous.ID == leftover?.Replaced);
        return this with
        {
            Leftover = leftover,
            Predecessor = isPredecessor ? ContainerState.Of(previous!, kind, current: false) : null,
            IsPreviousNameTaken = previous is not null && !isPredecessor,
        };
    }

    /// <summary>For the diff: the container and, of the files, what may be seen.</summary>
    public JsonObject Shown(Deployment other, string differing, FilesView view) => new()
    {
        ["configuration"] = Files.Count > 0 ? view(Files, other.Files, differing) : null,
        ["closed_to_others"] = Files.Count > 0 ? Tight : null,
        ["container"] = Container?.Named,
        ["running"] = Container?.Running,
    };
}

/// <summary>A container that is there.</summary>
/// <param name="Id">Empty in check mode, for one that would be made.</param>
/// <param name="Fields">Those compared, as <see cref="ContainerKind"/> shows them.</param>
/// <param name="Ours">The module made it.</param>
/// <param name="Running">Its process runs.</param>
/// <param name="Current">It runs with the configuration that lies in the folder.</param>
internal sealed record ContainerState(string Id, JsonObject Fields, bool Ours, bool Running, bool Current)
{
    /// <summary>The field of what is paused: nobody wants that.</summary>
    public const string PausedField = "paused";

    /// <summary>The engine starts it again and again, since it ends by itself.</summary>
    public bool Restarting { get; init; }

    public bool Paused => Fields.ContainsKey(PausedField);

    /// <summary>When its process began, in the engine's words; null where that is not known.</summary>
    public string? Started { get; init; }

    /// <summary>The id of the container whose place it was made to take; null for none.</summary>
    public string? Replaced { get; init; }

    /// <summary>What its image was called when it was made; null where only its id is known.</summary>
    public string? ImageName { get; init; }

    /// <summary>The fields for a diff: an id tells nobody which image it is.</summary>
    public JsonObject Named
    {
        get
        {
            var shown = Visible;
            if (ImageName is { } name && shown["image"] is { } id && (string?)id != name)
            {
                shown["image"] = $"{name} ({id})";
            }

            return shown;
        }
    }

    /// <summary>The fields for results: a secret among the variables is hidden.</summary>
    public JsonObject Visible
    {
        get
        {
            var shown = Fields.DeepClone().AsObject();
            if (shown["environment"] is JsonArray lines)
            {
                shown["environment"] = new JsonArray([.. lines.Select(line => (JsonNode?)Variable((string)line!))]);
            }

            return shown;
        }
    }

    /// <param name="container">As the engine inspects it.</param>
    /// <param name="kind">What it should be.</param>
    /// <param name="current">See <see cref="Current"/>.</param>
    public static ContainerState Of(ContainerInspectResponse container, ContainerKind kind, bool current)
    {
        var state = container.State ?? new();
        var fields = kind.Shown(container);
        if (state.Paused)
        {
            fields[PausedField] = true;
        }

        if (state.Dead)
        {
            fields["dead"] = true; // half removed: it can never be started again
        }

        return new(container.ID, fields, kind.IsOurs(container), state.Running, current && state.Running)
        {
            Restarting = state.Restarting,
            Started = state.StartedAt,
            Replaced = (container.Config?.Labels ?? new Dictionary<string, string>()).TryGetValue(kind.ReplacedLabel, out var replaced)
                ? replaced
                : null,
            ImageName = container.Config?.Image is { Length: > 0 } called && !called.StartsWith("sha256:", StringComparison.Ordinal)
                ? called
                : null,
        };
    }

    private static string Variable(string line) => line.Split('=', 2) is [var name, var value]
        ? $"{name}={SecretEntries.Shown(value, name)}"
        : line;
}
