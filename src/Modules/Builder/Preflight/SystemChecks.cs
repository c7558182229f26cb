// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Checks;
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>The operating system: distribution, names, packages that are in the way.</summary>
/// <param name="commands">Programs of the host.</param>
internal sealed class SystemChecks(ICommands commands)
{
    private const string CommandNotFound = "command-not-found";

    private const string NoDistribution = "/etc/os-release names no distribution";

    /// <summary>dpkg-query's exit code for a package that it does not know.</summary>
    private const int NoSuchPackage = 1;

    /// <summary>getent's exit code for a name that nothing knows.</summary>
    private const int NoSuchName = 2;

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Check>> LookAsync(CancellationToken ct)
    {
        var release = await ReleaseAsync(ct);
        return [Distribution(release), await LocalhostAsync(ct), await CommandNotFoundAsync(release, ct)];
    }

    private static Check Distribution(IReadOnlyDictionary<string, string> release)
    {
        const string what = "distribution";
        var (id, version) = (release.GetValueOrDefault("ID", ""), release.GetValueOrDefault("VERSION_ID", ""));
        if (id.Length == 0)
        {
            return Check.Unknown(what, NoDistribution, "See which one this host runs.");
        }

        var known = EnvironmentNeeds.Distributions.TryGetValue(id, out var releases)
            && releases.Any(wanted => version == wanted || version.StartsWith(wanted + ".", StringComparison.Ordinal));
        var wanted = string.Join(" or ", EnvironmentNeeds.Distributions.Select(pair => $"{pair.Key} {string.Join(" or ", pair.Value)}"));
        return known
            ? Check.Ok(what, $"this host runs {id} {version}")
            : Check.NotOk(what, $"this host runs {id} {version}", $"Take a host with {wanted}.");
    }

    /// <summary>The proxy for package repositories is asked for as localhost, also from hosts without a bridge network.</summary>
    private async Task<Check> LocalhostAsync(CancellationToken ct)
    {
        var answer = await commands.RunAsync(new Command("getent", "ahosts", "localhost"), ct);
        if (answer.ExitCode is not (0 or NoSuchName))
        {
            return Check.Unknown("localhost", $"getent says '{answer.LastLine}'", "See that 127.0.0.1 localhost is in /etc/hosts.");
        }

        var address = answer.Output.Split([' ', '\n'], 2)[0];
        return address is "127.0.0.1" or "::1"
            ? Check.Ok("localhost", $"localhost is {address}")
            : Check.NotOk(
                "localhost",
                address.Length == 0 ? "the name localhost cannot be resolved" : $"localhost is {address}",
                "Add the line '127.0.0.1 localhost' to /etc/hosts.") with { DoneByPlaybook = true };
    }

    private async Task<Check> CommandNotFoundAsync(IReadOnlyDictionary<string, string> release, CancellationToken ct)
    {
        const string advice = "See whether apt asks for command-not-found's indices.";
        if (release.GetValueOrDefault("ID") is not { Length: > 0 } distribution)
        {
            return Check.Unknown(CommandNotFound, NoDistribution, advice);
        }

        if (distribution != "ubuntu")
        {
            return Check.Ok(CommandNotFound, "only Ubuntu has the package");
        }

        var answer = await commands.RunAsync(
            new Command("dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}", CommandNotFound), ct);
        return answer.ExitCode is not (0 or NoSuchPackage)
            ? Check.Unknown(CommandNotFound, $"dpkg-query says '{answer.LastLine}'", advice)
            : answer.Output is [_, not ('n' or ' '), ..]
            ? Check.NotOk(
                CommandNotFound,
                $"{Left(answer.Output)}; apt then asks for indices that Pulp does not serve",
                "Run purge-command-not-found.yml.") with { DoneByPlaybook = true }
            : Check.Ok(CommandNotFound, "the package command-not-found is away");
    }

    /// <summary>The first letter is what is wanted of a package, as "held", the second what there is of it. Its file for apt is
    /// configuration, which stays until it is purged.</summary>
    private static string Left(string status) => status[1] == 'c'
        ? "of the package command-not-found the configuration is left"
        : "the package command-not-found is installed";

    private async Task<IReadOnlyDictionary<string, string>> ReleaseAsync(CancellationToken ct)
    {
        var text = (await commands.RunAsync(new Command("cat", "/etc/os-release"), ct)).Output;
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]) // as shells read the file, the last one counts
            .ToDictionary(group => group.Key, group => group.Last()[1].Trim('"', '\''));
    }
}
