// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Containers.Planning;

/// <summary>Puts back what was there before, where what should take its place does not work, and says which one serves.</summary>
/// <param name="engine">Where the container is.</param>
/// <param name="container">Its name.</param>
/// <param name="folder">Where its files are; null for none.</param>
/// <param name="filesBefore">Those to be put back; null where none were written, or there were none.</param>
/// <param name="hasRun">The container that is put back ran before.</param>
internal sealed class PutBack(
    DockerEngine engine, string container, ConfigurationFolder? folder, IReadOnlyDictionary<string, string>? filesBefore, bool hasRun)
{
    /// <summary>Fails for a container that ends again soon; null for one look.</summary>
    public Func<CancellationToken, Task>? StaysUp { get; init; }

    /// <summary>After a start or a restart that led to nothing.</summary>
    /// <param name="previous">The id of the container before; null where there is only the one.</param>
    /// <param name="isRestart">The one that there is ran with the files before.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>A sentence that says what serves now.</returns>
    public Task<string> AfterStartAsync(string? previous, bool isRestart, CancellationToken ct) => SayAsync(async () =>
    {
        if (previous is null && filesBefore is null)
        {
            return "There is nothing to put back: the container stays as it is.";
        }

        WriteFiles();
        if (previous is not null)
        {
            await engine.RemoveAsync(container, volumes: false, ct);
            await engine.RenameAsync(previous, container, ct);
            return await StartAsync(previous, ct);
        }

        if (!isRestart)
        {
            return "The files before are put back; the container did not run with them either, and stays as it is.";
        }

        await engine.RestartAsync(container, 0, ct);
        return await WhyDownAsync(ct) is { } why
            ? $"The files before are put back and the container is restarted with them, and does not stay up either. {why}"
            : "The files before are put back, and the container is restarted with them.";
    });

    /// <summary>After the one before was, or may have been, stopped or renamed, and the new one could not take its place.</summary>
    /// <param name="old">The id of the one before.</param>
    /// <param name="successor">The id of the new one.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>A sentence that says what serves now.</returns>
    public Task<string> AfterStopAsync(string old, string successor, CancellationToken ct) => SayAsync(async () =>
    {
        WriteFiles();
        if ((await engine.FindContainerAsync(container, ct))?.ID is var named && named != old)
        {
            if (named is not null)
            {
                await engine.RemoveAsync(container, volumes: false, ct);
            }

            await engine.RenameAsync(old, container, ct);
        }

        var words = await StartAsync(old, ct);
        if (await engine.FindContainerAsync(successor, ct) is not null)
        {
            await engine.RemoveAsync(successor, volumes: true, ct);
        }

        return words;
    });

    private static async Task<string> SayAsync(Func<Task<string>> put)
    {
        try
        {
            return await put();
        }
        catch (ModuleException failure)
        {
            return $"What was served before could not be put back: {failure.Message}";
        }
    }

    private void WriteFiles()
    {
        if (filesBefore is not null)
        {
            folder!.Write(filesBefore);
        }
    }

    private async Task<string> StartAsync(string previous, CancellationToken ct)
    {
        if (!hasRun)
        {
            return "The container before it is put back; it did not run, and is not started.";
        }

        await engine.StartAsync(previous, ct);
        return await WhyDownAsync(ct) is { } why
            ? $"The container before it is put back, and does not stay up either. {why}"
            : "The container before it is put back and serves again.";
    }

    /// <returns>Null for a container that stays up.</returns>
    private async Task<string?> WhyDownAsync(CancellationToken ct)
    {
        try
        {
            await (StaysUp?.Invoke(ct) ?? Task.CompletedTask);
        }
        catch (ModuleException failure)
        {
            return failure.Message;
        }

        return await engine.FindContainerAsync(container, ct) is { } found && !ContainerTrouble.HasFallen(found)
            ? null
            : await ContainerTrouble.DescribeAsync(engine, container, ct);
    }
}
