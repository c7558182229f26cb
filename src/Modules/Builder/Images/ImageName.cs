// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Engine;

namespace Modules.Builder.Images;

/// <summary>An image as an engine names it.</summary>
/// <param name="Repository">Registry and path, as <c>ark.example.org/stackhpc/nova-api</c>.</param>
/// <param name="Tag">Its tag.</param>
internal sealed record ImageName(string Repository, string Tag)
{
    /// <summary>What an engine calls the registry of names that have none.</summary>
    private const string Hub = "docker.io";

    private static readonly string[] LeftAway = ["docker.io/library/", "docker.io/", "localhost/"];

    /// <summary>Host and port of the registry it is pushed to.</summary>
    public string Registry =>
        Repository.Split('/') is [var first, _, ..] && (first == "localhost" || first.AsSpan().ContainsAny('.', ':')) ? first : Hub;

    /// <summary>The last part of the path: kolla's name of it.</summary>
    public string Short => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>The names it can be asked for by: engines leave away, or add, the hub's name and that of no registry.</summary>
    public IEnumerable<string> Repositories =>
        LeftAway
            .Where(start => Repository.StartsWith(start, StringComparison.Ordinal))
            .Select(start => Repository[start.Length..])
            .Prepend(Repository);

    /// <summary>Reads name and tag; without a tag it is <c>latest</c>.</summary>
    public static ImageName Parse(string written)
    {
        var (name, tag) = DockerEngine.Split(written);
        return new(name, tag);
    }

    public override string ToString() => $"{Repository}:{Tag}";
}
