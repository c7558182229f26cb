// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.OpenBao.Jwt;
using Modules.Files;
using Modules.Http.Addresses;

namespace Modules.Ci.OpenBao.Pki;

/// <summary>What of a certificate is wrong whoever its authority is.</summary>
internal static class CertificateRules
{
    /// <summary>Those a certificate has, in the form it has them in.</summary>
    /// <exception cref="ModuleException">One is no name, or no address.</exception>
    public static HashSet<string> Names(
        Invocation run, Argument<string?> commonName, Argument<IReadOnlyList<string>?> altNames, Argument<IReadOnlyList<string>?> ipSans)
    {
        var names = (run.Get(altNames) ?? []).Select(name => (altNames.Name, name))
            .Append((commonName.Name, run.Get(commonName)!)).ToList();
        foreach (var (argument, name) in names)
        {
            if (name.Length == 0 || name.Any(each => char.IsWhiteSpace(each) || char.IsControl(each) || each is ',' or '@' or '/'))
            {
                throw new ModuleException($"Give the name of a host in {argument}, like pulp.example.com: '{name}' is none.");
            }
        }

        var addresses = (run.Get(ipSans) ?? []).Select(text => FullAddress.Of(text) is { } address
            ? address.ToString()
            : throw new ModuleException($"Give addresses in {ipSans.Name}, like 192.0.2.7: '{text}' is none."));
        return new(names.Select(each => each.Item2).Concat(addresses), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How long before its end a certificate is replaced.</summary>
    /// <exception cref="ModuleException">Longer than it lasts: each run would make another.</exception>
    public static TimeSpan RenewalOf(Invocation run, Argument<string?> renewBefore, Argument<string?> ttlOption)
    {
        var before = Durations.Seconds(renewBefore, run.Get(renewBefore)!);
        return run.Get(ttlOption) is { Length: > 0 } ttl && Durations.Seconds(ttlOption, ttl) is > 0 and var lasts && lasts <= before
            ? throw new ModuleException(
                $"Lower {renewBefore.Name} or raise {ttlOption.Name}: a certificate that lasts {ttl} and is renewed {run.Get(renewBefore)} "
                    + "before its end would be made anew by each run.")
            : TimeSpan.FromSeconds(before);
    }

    /// <summary>Each file by itself.</summary>
    /// <exception cref="ModuleException">Two are one, or one is none.</exception>
    public static void CheckFiles(Invocation run, params IReadOnlyList<Argument<string?>> arguments)
    {
        var paths = new Dictionary<string, string>();
        foreach (var argument in arguments)
        {
            if (run.Get(argument) is not { } path)
            {
                continue;
            }

            FilePlace.CheckName(argument.Name, path);
            if (!paths.TryAdd(Path.GetFullPath(path), argument.Name))
            {
                throw new ModuleException(
                    $"Give {argument.Name} and {paths[Path.GetFullPath(path)]} a file each: both are '{path}', and one would be lost.");
            }
        }
    }
}
