// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Registry;

namespace Modules.Builder.Images;

/// <summary>Brings images to their registries: what is there already is not sent, several go at a time, and what fails is tried again
/// by itself.</summary>
/// <param name="engine">The engine that has them.</param>
/// <param name="logins">The logins to their registries.</param>
/// <param name="pace">How it goes about it.</param>
internal sealed class PushRun(DockerEngine engine, RegistryLogins logins, PushPace pace)
{
    /// <summary>An engine calls a registry that is out of order a refusal of the login; more often would lock a user out.</summary>
    private const int LoginAttempts = 3;

    /// <summary>Asks the registries what they have; the rest is still to be pushed.</summary>
    public Task<IReadOnlyList<ImagePush>> CompareAsync(IReadOnlyList<EngineImage> images, CancellationToken ct) =>
        SideBySideAsync([.. images.Select(image => new ImagePush(image))], push => push.CompareAsync(engine, Login(push), ct), ct);

    /// <summary>Pushes what is not there.</summary>
    /// <param name="pushes">All of them.</param>
    /// <param name="told">Told after each attempt.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<ImagePush>> PushAsync(
        IReadOnlyList<ImagePush> pushes, Action<ImagePush> told, CancellationToken ct)
    {
        var done = (await SideBySideAsync(pushes, TryAsync, ct)).ToArray();
        if (done.All(push => push.IsRefused))
        {
            return done; // where nothing goes, the login is what is wrong
        }

        for (var at = 0; at < done.Length; at++)
        {
            while (done[at].State == PushState.Failed && done[at].Attempts < pace.Attempts)
            {
                await Task.Delay(pace.Pause, ct);
                done[at] = await TryAsync(done[at]);
            }
        }

        return done;

        async Task<ImagePush> TryAsync(ImagePush push)
        {
            if (push.State == PushState.Present)
            {
                return push;
            }

            var tried = await push.TryAsync(engine, Login(push), ct);
            told(tried);
            return tried;
        }
    }

    /// <summary>Has the engine try the logins, so that a wrong one is told once and before anything is sent.</summary>
    /// <exception cref="ModuleException">One is refused.</exception>
    public async Task LogInAsync(IEnumerable<ImagePush> pushes, CancellationToken ct)
    {
        foreach (var registry in pushes.Select(push => push.Image.Name.Registry).Distinct())
        {
            for (var tried = 1; logins.Find(registry) is { } login; tried++)
            {
                try
                {
                    await engine.LogInAsync(registry, login.Username, login.Password.Reveal(), ct);
                    break;
                }
                catch (ModuleException) when (tried < Math.Min(LoginAttempts, pace.Attempts))
                {
                    await Task.Delay(pace.Pause, ct);
                }
            }
        }
    }

    private RegistryLogin? Login(ImagePush push) => logins.Find(push.Image.Name.Registry);

    private async Task<IReadOnlyList<ImagePush>> SideBySideAsync(
        IReadOnlyList<ImagePush> pushes, Func<ImagePush, Task<ImagePush>> step, CancellationToken ct)
    {
        foreach (var push in pushes)
        {
            _ = Login(push); // read once, before several ask for it
        }

        var done = new ImagePush[pushes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = ct };
        await Parallel.ForAsync(0, pushes.Count, options, async (at, _) => done[at] = await step(pushes[at]));
        return done;
    }
}

/// <summary>How images are pushed.</summary>
/// <param name="Parallel">How many at a time.</param>
/// <param name="Attempts">How often each is tried.</param>
/// <param name="Pause">How long to wait before another attempt.</param>
internal sealed record PushPace(int Parallel, int Attempts, TimeSpan Pause);
