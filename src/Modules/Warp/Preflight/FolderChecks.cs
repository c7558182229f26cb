// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Checks;
using Modules.Commands;
using Modules.Files;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>The folders that the container shares with the host: there, distinct, and none of them a home.</summary>
internal static class FolderChecks
{
    public static IEnumerable<Finding> Look(HostState host)
    {
        (string Variable, string? Path)[] folders =
            [("WORKSPACE", host.Workspace), ("LWD", host.LocalWorkingDirectory), ("IMAGECACHE", host.ImageCache)];
        return folders.Select(folder => Look(host, folder.Variable, folder.Path, folders));
    }

    private static Finding Look(HostState host, string what, string? path, (string Variable, string? Path)[] all)
    {
        if (path is null)
        {
            return Check.NotOk(what, "it is not set", $"Give {what.ToLowerInvariant()}, a folder of its own such as /opt/cache.");
        }

        var same = all.FirstOrDefault(other => other.Variable != what && other.Path is not null && Plain(other.Path) == Plain(path));
        return !Path.IsPathRooted(path) ? Check.NotOk(what, $"'{path}' is no absolute path", $"Give {what} an absolute path.")
            : same.Path is not null
            ? Check.NotOk(
                what, $"{path} is {same.Variable}, too", $"Give {what} a folder of its own: state is copied from one to the other.")
            : IsHome(host, Plain(path))
            ? Check.NotOk(what, $"{path} is a home", $"Give {what} a folder of its own: what is in it is taken away with a teardown.")
            : Found(host, what, path);
    }

    private static Finding Found(HostState host, string what, string path)
    {
        try
        {
            using var folder = FolderHandle.Open(path);
            return Check.Ok(what, $"{path} is there");
        }
        catch (FileNotFoundException)
        {
            return new Finding(
                Check.NotOk(what, $"there is no {path}", $"Make it, for {host.User}: mkdir -p {path}."),
                new Fix($"make {path} for {host.User}", ct => MakeAsync(host, path, ct)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Directory.Exists(path) || !File.Exists(path) || new FileInfo(path).LinkTarget is not null
                ? Check.Unknown(
                    what, $"{path} cannot be looked at ({failure.Message.TrimEnd('.')})", $"Give {what} without links of others'.")
                : Check.NotOk(what, $"{path} is no folder", $"Move it out of the way, or give {what} another path.");
        }
    }

    private static async Task MakeAsync(HostState host, string path, CancellationToken ct)
    {
        FolderHandle.Open(path, WholeFile.OpenFolder).Dispose();
        if (UnixFiles.User == 0 && host.User != "root")
        {
            var given = await host.Commands.RunAsync(new Command("chown", "--no-dereference", $"{host.User}:", "--", path), ct);
            if (given.ExitCode != 0)
            {
                throw new ModuleException($"Check user: {path} cannot be given to '{host.User}': {given.LastLine}") { Changed = true };
            }
        }
    }

    /// <summary>That of the container's user, of whoever asks, or root's.</summary>
    private static bool IsHome(HostState host, string path) =>
        path == host.Home || path == "/root" || path == Environment.GetEnvironmentVariable("HOME");

    private static string Plain(string path) => SettingsReader.Plain(path);
}
