// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Builder.Images;

/// <summary>What became of an image that was to be pushed.</summary>
internal enum PushState
{
    /// <summary>The registry served the very same before.</summary>
    Present,

    /// <summary>It is there now; in check mode it would be sent.</summary>
    Pushed,

    /// <summary>The registry does not have it.</summary>
    Failed,
}

/// <summary>An image on its way to its registry.</summary>
/// <param name="Image">The image.</param>
internal sealed record ImagePush(EngineImage Image)
{
    /// <summary>What became of it so far.</summary>
    public PushState State { get; init; } = PushState.Failed;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Layers that were sent; the others were there.</summary>
    public int Layers { get; init; }

    /// <summary>Why the last attempt failed; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a login is missing, wrong, or may not do it, as the registry says. An engine says so, too, where a registry that
    /// is out of order did not ask for the login.</summary>
    public bool IsRefused => State == PushState.Failed && Reason is { } reason && RegistryWords.IsRefusal(reason);

    /// <summary>Whether the registry serves the very image.</summary>
    public async Task<ImagePush> CompareAsync(DockerEngine engine, RegistryLogin? login, CancellationToken ct) =>
        Image.Digests.Count > 0
            && await engine.ServedDigestAsync(Image.Name.ToString(), login, ct) is { } served
            && Image.Digests.Contains(served)
                ? this with { State = PushState.Present }
                : this;

    /// <summary>Tries it once.</summary>
    public async Task<ImagePush> TryAsync(DockerEngine engine, RegistryLogin? login, CancellationToken ct)
    {
        var sent = new SentLayers();
        try
        {
            await engine.PushAsync(Image.Name.ToString(), login, sent, ct);
            return this with { State = PushState.Pushed, Attempts = Attempts + 1, Layers = Layers + sent.Number, Reason = null };
        }
        catch (ModuleException failure) when (!ct.IsCancellationRequested)
        {
            return this with { Attempts = Attempts + 1, Layers = Layers + sent.Number, Reason = failure.Message };
        }
    }
}
