// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Deb;
using Modules.Pulp.Entities;
using Modules.Rules;
using Modules.Pulp.Files;
using Modules.Pulp.Rpm;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Sources;

/// <summary>Nearer places to download content from that remotes know.</summary>
internal static class AlternateContentSource
{
    public static readonly Entity Rpm = Of("rpm", "rpm/rpm", () => RpmRemote.Entity, SourceRules.Folder);
    public static readonly Entity Deb = Of("deb", "deb/deb", () => DebRemote.Entity, SourceRules.Unsupported);
    public static readonly Entity File = Of("file", "file/file", () => FileRemote.Entity, SourceRules.Path);

    private static Entity Of(string plugin, string path, Func<Target> remote, Rule paths) =>
        new($"{plugin}_acs", $"acs/{path}/", "acs", "acses")
    {
        Noun = $"{plugin} alternate content source",
        Key = [Name],
        Releases = plugin == "deb" ? new("deb", new Version(3, 8)) : null,
        Fields =
            [new ReferenceField("remote", remote) { NeededToCreate = true, Needs = SourceRules.Remote }, new PathsField().Following(paths)],
    };
}
