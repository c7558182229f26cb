// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;

namespace Modules.AuthProxy;

/// <summary>What lies in the proxy's folder, and how.</summary>
internal static partial class ProxyFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Closed to all but its owner, who holds a login in it.</summary>
    public static ConfigurationFolder At(string path) => new(path, new FolderRules(
        folder => Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(name => Ours().IsMatch(name)),
        _ => OwnerOnly)
    {
        Closed = OwnerOnly | UnixFileMode.UserExecute,
        Last = ConfigurationFiles.Generation,
        Shown = ProxyFiles.Shown,
    });

    [GeneratedRegex(@"^\.?(?:pulp_proxy\.conf|generation\.conf|login_\d+\.conf|authorities_\d+\.pem)(?:(?:\.[0-9a-f]{16})?\.new)?\z")]
    private static partial Regex Ours();
}
