// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Checks;
using Modules.Containers.Engine;
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

    /// <param name="imageId">The image that is to run.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">Pulp does not support it.</exception>
    public async Task CheckAsync(string imageId, CancellationToken ct)
    {
        if (_passed || run.Get(UnsupportedUpgrade) == "allow")
        {
            return;
        }

        _passed = true;
        var image = run.Get(Image);
        if ((UpgradePath.OfTag(image) ?? await OfImageAsync(imageId, ct)) is { } to && await OfServerAsync(ct) is { } from)
        {
            run.Require(await LookAsync(from, to, ct), $"Pulp is not upgraded to {image}");
        }
    }

    private async Task<Check> LookAsync(Version from, Version to, CancellationToken ct)
    {
        var check = UpgradePath.Look(from, to);
        return check.State == CheckState.Ok ? check
            : await AnswersAsync(ct)
                ? check with { Advice = $"{check.Advice} Do it all the same with unsupported_upgrade: allow." }
            : check with
            {
                State = CheckState.Unknown,
                Seen = $"The server does not work, and is replaced all the same. {check.Seen}",
            };
    }

    private async Task<Version?> OfServerAsync(CancellationToken ct)
    {
        try
        {
            if (await inside.VersionAsync(ct) is { } version)
            {
                return version;
            }
        }
        catch (ModuleException)
        {
            // Its image may tell.
        }

        return UpgradePath.OfTag((await engine.FindContainerAsync(container, ct))?.Config?.Image);
    }

    private async Task<Version?> OfImageAsync(string imageId, CancellationToken ct)
    {
        if (run.CheckMode)
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

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            return !run.Has(Login) || await ServerApi.AskAsync(run, "status/", ct) is not null;
        }
        catch (ModuleException)
        {
            return false;
        }
    }
}
