// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Containers.Planning;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>The container that all of Pulp runs in.</summary>
internal static partial class ServerContainer
{
    public static readonly ContainerKind Kind = new("org.stackhpc.kayobe-modules.pulp-server", "1")
    {
        HoldsData = true,
        StopSeconds = 60,
        // The image's own init must be the first process.
        Complete = (_, host) => host.Init = false,
    };

    /// <exception cref="ModuleException">Something that cannot be.</exception>
    public static ContainerSpec For(Invocation run, string folder, WorkerCounts workers)
    {
        var network = run.Get(NetworkMode) is { Length: > 0 } mode ? mode : "host";
        return new(Kind, run.Get(Image)!, network, run.Get(RestartPolicy)!)
        {
            Mounts = [new(folder, ServerFiles.Inside, "Z"), .. (run.Get(Volumes) ?? []).Select(MountOf)],
            Ports = [.. (run.Get(Ports) ?? []).Select(PortOf)],
            Environment = Variables(run, workers),
        };
    }

    /// <summary>Where it keeps its database and its content, which no other server may have.</summary>
    public static IReadOnlyList<Mount> Kept(Invocation run) =>
        [.. (run.Get(Volumes) ?? []).Select(MountOf).Where(mount => mount.Destination is "/var/lib/pgsql" or "/var/lib/pulp")];

    internal static Mount MountOf(string written) =>
        written.Split(':') is [{ Length: > 0 } source, ['/', ..] inside, .. { Length: <= 1 } options]
            ? inside.TrimEnd('/') == ServerFiles.Inside
                ? throw new ModuleException($"volumes: {ServerFiles.Inside} is mounted from conf_path.")
                : new(
                    source.Length > 1 ? source.TrimEnd('/') : source, inside.TrimEnd('/'), options.Length > 0 ? options[0].Split(',') : [])
            : throw new ModuleException($"volumes: '{written}' is not of the form volume:/path or /path:/path, with :options if any.");

    internal static PublishedPort PortOf(string written)
    {
        var match = Port().Match(written);
        return match.Success && Number(match.Groups["outside"]) is { } outside && Number(match.Groups["inside"]) is { } inside
            ? new(match.Groups["ip"].Value.Trim('[', ']'), outside, inside)
            : throw new ModuleException($"ports: '{written}' is not of the form port:port or address:port:port.");
    }

    private static Dictionary<string, string> Variables(Invocation run, WorkerCounts workers)
    {
        var variables = new Dictionary<string, string>(workers.Variables) { ["PULP_HTTPS"] = run.Has(TlsCertificate) ? "true" : "false" };
        foreach (var (name, value) in run.Get(Env) ?? [])
        {
            variables[name] = !VariableName().IsMatch(name) ? throw new ModuleException($"env: '{name}' is not the name of a variable.")
                : value is null or JsonObject or JsonArray ? throw new ModuleException($"env: the value of {name} is not a text.")
                : value.ToString();
        }

        return variables;
    }

    private static int? Number(Group digits) =>
        int.TryParse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? number
            : null;

    [GeneratedRegex(@"^(?:(?<ip>\[[0-9a-fA-F:]+\]|[0-9.]+):)?(?<outside>\d+):(?<inside>\d+)\z")]
    private static partial Regex Port();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z")]
    private static partial Regex VariableName();
}
