// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Python;

internal static class PythonRemote
{
    public static readonly Entity Entity = new("python_remote", "remotes/python/python/", "remote", "remotes")
    {
        Noun = "python remote",
        Key = [Name],
        Rules = RemoteFields.Rules,
        Fields =
        [
            ..RemoteFields.Common,
            RemoteFields.Policy,
            Of(RemoteArguments.Includes).Following(TextRules.Requirement),
            Of(RemoteArguments.Excludes).Following(TextRules.Requirement),
            Of(RemoteArguments.Prereleases),
            new SetField(RemoteArguments.PackageTypes).Following(
                TextRules.OutOf("bdist_dmg", "bdist_dumb", "bdist_egg", "bdist_msi", "bdist_rpm", "bdist_wheel", "bdist_wininst", "sdist")),
            new SetField(RemoteArguments.ExcludePlatforms).Following(TextRules.OutOf("windows", "macos", "freebsd", "linux")),
            Of(RemoteArguments.KeepLatestPackages),
            Flag("provenance").Since("python", "3.22"),
        ],
    };
}
