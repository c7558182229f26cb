// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Files;

internal static class FileRemote
{
    public static readonly Entity Entity = new("file_remote", "remotes/file/file/", "remote", "remotes")
    {
        Noun = "file remote",
        Key = [Name],
        Referrers = Referrer.Sources("file/file"),
        Rules = RemoteFields.Rules,
        Fields = [.. RemoteFields.Common, RemoteFields.Policy],
    };
}
