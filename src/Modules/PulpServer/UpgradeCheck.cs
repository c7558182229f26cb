// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using Modules.Checks;
using Modules.Containers.Engine;
using Modules.Pulp.Api;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Looks, before a server that works is replaced by another version, whether Pulp supports that.</summary>
/// <param name="run">What the playbook wants.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="container">The name of its container.</param>
/// <param name="inside">Tells its version.</param>
internal sealed class UpgradeCheck(Invocation run, DockerEngine engine, string container, InsideServer inside)
{
    private const string VersionOfImage = """
        exec "$(sed -n '1s/^#! *//p' "$(command -v pulpcore-manager)")" -c \
          "from importlib.metadata import version; print('pulpcore', version('pulpcore'))"
        """;

    private bool _passed;

    /// <param name="imageId">The image that is to run; null for one that the engine does not have yet.</param>
    /// <param name="isLast">It is not going to be asked with more knowledge.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">Pulp does not support it.</exception>
    public async Task CheckAsync(string? imageId, bool isLast, CancellationToken ct)
    {
        if (_passed || run.Get(UnsupportedUpgrade) == "allow")
        {
            return;
        }

        _passed = isLast;
        // A tag can be pointed elsewhere: the image itself knows better.
        var image = run.Get(Image);
        var version = await OfImageAsync(imageId, ct) ?? UpgradePath.OfTag(image);
        if (version is { } to && await OfServerAsync(ct) is { } from)
        {
            run.Require(await LookAsync(from, to, ct), $"Pulp is not upgraded to {image}");
        }
        else if (isLast)
        {
            run.Require(
                Check.Unknown(
                    UpgradePath.What,
                    $"Whether Pulp supports going to {image} is not known: the version of that image or of the server that runs cannot be "
                        + "read" + (run.CheckMode ? " in a dry run, which makes no container to ask it" : "")),
                $"Pulp is not upgraded to {image}");
        }
    }

    private async Task<Check> LookAsync(Version from, Version to, CancellationToken ct)
    {
        var check = UpgradePath.Look(from, to);
        return check.State == CheckState.Ok ? check
            : await WorksAsync(ct)
                ? check with { Advice = $"{check.Advice} Do it all the same with unsupported_upgrade: allow." }
            : check with
            {
                State = CheckState.Unknown,
                Seen = $"The server does not work, and is replaced all the same. {check.Seen}",
            };
    }

    private async Task<Version?> OfServerAsync(CancellationToken ct)
    {
        if (await InsideAsync(ct) is { } version)
        {
            return version;
        }

        var found = await engine.FindContainerAsync(container, ct);
        return await OfImageAsync(found?.Image, ct) ?? UpgradePath.OfTag(found?.Config?.Image);
    }

    private async Task<Version?> InsideAsync(CancellationToken ct)
    {
        try
        {
            return await inside.VersionAsync(ct);
        }
        catch (ModuleException)
        {
            return null;
        }
    }

    private async Task<Version?> OfImageAsync(string? imageId, CancellationToken ct)
    {
        if (run.CheckMode || imageId is null)
        {
            return null; // a container would have to be made
        }

        try
        {
            return Read(await engine.RunOnceAsync(imageId, ["sh", "-c", VersionOfImage], ct));
        }
        catch (ModuleException)
        {
            return null;
        }
    }

    private static Version? Read(IReadOnlyList<string> said) =>
        said.LastOrDefault(line => line.StartsWith("pulpcore ", StringComparison.Ordinal)) is { } line
            && System.Version.TryParse(line.Split(' ')[1], out var version) ? version : null;

    /// <summary>
    /// Where it is asked may be where it is going to be, and with which login may be the one it is going to have: only what answers that it
    /// is broken is, and what can be asked neither there nor inside.
    /// </summary>
    private async Task<bool> WorksAsync(CancellationToken ct)
    {
        try
        {
            if (run.Has(Login))
            {
                _ = await ServerApi.AskAsync(run, "status/", ct);
                return true;
            }
        }
        catch (ModuleException failure) when (failure.Cause is PulpRefusal { Status: >= HttpStatusCode.InternalServerError })
        {
            return false;
        }
        catch (ModuleException)
        {
            // It may be asked inside.
        }

        try
        {
            _ = await inside.TasksAsync(ct);
            return true;
        }
        catch (ModuleException)
        {
            return false;
        }
    }
}
