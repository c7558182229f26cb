// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Checks;

namespace Modules.Ci.Automation;

/// <summary>What Tempest is told, held against what is known of the cloud.</summary>
/// <param name="folder">kayobe-automation's configuration, <c>.automation.conf</c>.</param>
/// <param name="script">Its script, as it will be.</param>
internal sealed partial class TempestChecks(string folder, AutomationScript script)
{
    /// <summary>A worker of Tempest has up to two servers with an address each at a time.</summary>
    private const int OfWorker = 2;

    private const string Concurrency = "TEMPEST_CONCURRENCY";

    /// <param name="hypervisors">How many the cloud has; null where nobody said.</param>
    /// <param name="servers">How many servers of Tempest's flavour one of them takes.</param>
    /// <param name="addresses">How many floating addresses there are for it.</param>
    /// <param name="suites">The lists of tests that may be chosen.</param>
    /// <param name="environments">The environments.</param>
    public IEnumerable<Check> Look(
        long? hypervisors, long servers, long? addresses, IReadOnlyList<string> suites, IReadOnlyList<string> environments) =>
        [
            Workers(hypervisors * servers / OfWorker, addresses / OfWorker),
            .. suites.Select(suite => List("load-lists", suite, needed: suite != "default")),
            .. environments.Select(environment => Overrides(environment, hypervisors)),
        ];

    /// <summary>Whether there are no more workers than the cloud has room for.</summary>
    public Check Workers(long? byServers, long? byAddresses)
    {
        const string What = "tempest concurrency";
        var limit = byServers is null ? byAddresses : byAddresses is null ? byServers : Math.Min(byServers.Value, byAddresses.Value);
        return script.Value(Concurrency) is not { } text || !long.TryParse(text, CultureInfo.InvariantCulture, out var workers)
            ? Check.Unknown(What, $"{Concurrency} is not set to a number", $"Set {Concurrency} in variables.")
            : limit is null ? Check.Unknown(
                What, $"{Concurrency} is {workers}", "Give hypervisors or floating_ips, so that it can be compared.")
            : workers > limit ? Check.NotOk(
                What,
                $"{Concurrency} is {workers}, and the cloud has room for {limit} at a time",
                $"Set {Concurrency} to {Math.Max(1, limit.Value)}.")
            : Check.Ok(What, $"{Concurrency} is {workers}, and the cloud has room for {limit}") with
            {
                Details = new JsonObject { ["limit"] = limit },
            };
    }

    /// <summary>Whether a list of tests is there.</summary>
    public Check List(string kind, string suite, bool needed)
    {
        var file = Path.Combine(folder, "tempest", kind, suite);
        var what = $"tempest list {suite}";
        try
        {
            return File.ReadAllText(file).Trim().Length > 0 ? Check.Ok(what, $"'{file}' is there")
                : Check.NotOk(what, $"'{file}' is empty, so nothing would be tested", "Write the tests of the list into it, one a line.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return needed
                ? Check.NotOk(what, $"there is no '{file}'", $"Write the list, or take {suite} out of the suites.")
                : Check.Ok(what, $"there is no '{file}', so kayobe-automation's own is used");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(what, $"'{file}' cannot be read: {failure.Message}");
        }
    }

    /// <summary>Whether what is overridden for an environment fits the cloud.</summary>
    public Check Overrides(string environment, long? hypervisors)
    {
        var what = $"tempest overrides of {environment}";
        var file = new[] { $"tempest-{environment}.overrides.conf", "tempest.overrides.conf" }
            .Select(name => Path.Combine(folder, "tempest", name)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return Check.NotOk(
                what,
                "there are none, and Tempest finds neither image nor flavour by itself",
                $"Write tempest/tempest-{environment}.overrides.conf.");
        }

        try
        {
            var text = File.ReadAllText(file);
            return Nodes().Match(text) is not { Success: true } nodes ? Check.Ok(what, $"'{file}' is there")
                : hypervisors is null ? Check.Unknown(what, $"'{file}' wants {nodes.Groups[1].Value} compute nodes", "Give hypervisors.")
                : long.Parse(nodes.Groups[1].Value, CultureInfo.InvariantCulture) > hypervisors
                ? Check.NotOk(
                    what,
                    $"'{file}' wants {nodes.Groups[1].Value} compute nodes, and there are {hypervisors}",
                    "Lower min_compute_nodes in it.")
                : Check.Ok(what, $"'{file}' wants {nodes.Groups[1].Value} compute nodes, and there are {hypervisors}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(what, $"'{file}' cannot be read: {failure.Message}");
        }
    }

    [GeneratedRegex(@"^\s*(?:compute\.)?min_compute_nodes\s*=\s*([0-9]{1,9})\s*$", RegexOptions.Multiline)]
    private static partial Regex Nodes();
}
