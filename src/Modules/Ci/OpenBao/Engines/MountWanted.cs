// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>What shall be mounted, as the server shows it afterwards.</summary>
/// <param name="Type">Its type; for <c>kv-v1</c> and <c>kv-v2</c> it is <c>kv</c>.</param>
/// <param name="Version">Of KV; null for all else, which has none.</param>
internal sealed record MountWanted(string Type, string? Version)
{
    private static readonly string[] OwnTypes = ["system", "cubbyhole", "identity", "token", "ns_system", "ns_cubbyhole", "ns_identity"];
    private static readonly string[] OwnPaths = ["sys", "auth", "cubbyhole", "identity", "audit"];

    /// <exception cref="ModuleException">The server would refuse it whatever else is mounted.</exception>
    public static MountWanted Of(Invocation run, string at, Argument<string?> path, Argument<string?> type, Argument<long?>? version)
    {
        var written = run.Get(type)!;
        if (written.Any(char.IsWhiteSpace) || written.Any(char.IsUpper) || written.Length == 0)
        {
            throw new ModuleException($"Write {type.Name} in lower case and without blanks: OpenBao has nothing called '{written}'.");
        }

        if (OwnTypes.Contains(written))
        {
            throw new ModuleException($"Give another {type.Name}: '{written}' is the server's own and can be mounted by nobody.");
        }

        if (version is not null && OwnPaths.Contains(at.Split('/')[0]))
        {
            throw new ModuleException($"Give another {path.Name}: '{at.Split('/')[0]}' and all below it are the server's own.");
        }

        var said = version is null ? null : run.Get(version);
        if (version is null || written is not ("kv" or "kv-v1" or "kv-v2"))
        {
            return said is null ? new(written, null)
                : throw new ModuleException($"Leave {version!.Name} out, or say {type.Name}: kv: {written} has none, and {said} was said.");
        }

        return written == "kv" ? new(written, (said ?? 1).ToString(CultureInfo.InvariantCulture))
            : said is { } number && $"kv-v{number}" != written
                ? throw new ModuleException($"Leave {version.Name} out, or say type: kv: {written} is version {written[^1]}, not {number}.")
                : new("kv", written[^1..]);
    }
}
