// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.Settings;

/// <summary>
/// The home of the container's user, and what lies in it where nobody says otherwise. All are below /home, root's too: the container has
/// its folders under the same paths as the host, and /root is the image's.
/// </summary>
internal static class WarpHome
{
    public static string Of(string user) => $"/home/{user}";

    /// <summary>Quickstart's.</summary>
    public static string LocalWorkingFolder(string home) => $"{home}/.quickstart";

    public static string SshKey(string home) => $"{home}/.ssh/id_rsa";

    /// <summary>A path that may begin with the home.</summary>
    public static string Expand(string path, string home) => path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path;
}
