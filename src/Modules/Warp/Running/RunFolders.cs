// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Files;
using Modules.Warp.CommandLines;
using Modules.Warp.Settings;

namespace Modules.Warp.Running;

/// <summary>The folders of the host that are mounted: an engine would make those that are missing, empty and root's.</summary>
internal static class RunFolders
{
    /// <exception cref="ModuleException">Something that a person has to put there is missing.</exception>
    /// <param name="run">The run.</param>
    /// <param name="log">The file that takes what it says.</param>
    public static void Require(RunContainer run, string log)
    {
        var settings = run.Settings;
        var folders = settings.Folders;
        Folder(WarpArguments.ImageCache, folders.ImageCache, "Put the images there, or");
        Folder(WarpArguments.OooqPath, folders.OooqPath, "Check tripleo-quickstart out there, or");
        Folder(WarpArguments.Scripts, folders.Scripts, "Make it, with custom.yaml and the playbooks, or");
        if (folders.Vpath is { } vpath)
        {
            Folder(WarpArguments.Vpath, vpath, "Make the virtual environment, or");
        }

        foreach (var (name, cure) in (IEnumerable<(string Name, string Cure)>)
        [
            ("custom.yaml", "Copy custom.yaml_example to custom.yaml and look it over"),
            (settings.Play.Name, "Give PLAY (play) a playbook of that folder"),
        ])
        {
            if (!File.Exists(Path.Combine(folders.Scripts, name)))
            {
                throw new ModuleException(
                    $"{cure}, or give PWD (scripts) another folder: '{Path.Combine(folders.Scripts, name)}' is not there.");
            }
        }

        RequirePlace(WarpArguments.Workspace, folders.Workspace);
        RequirePlace(WarpArguments.Lwd, folders.Lwd);
        RequireMore(run, log);
    }

    /// <summary>Of a folder that is made where it is missing.</summary>
    private static void RequirePlace(Argument<string?> argument, string path)
    {
        if (FilePlace.FileAbove(path) is { } file)
        {
            throw new ModuleException(
                $"Move '{file}' out of the way, or give {argument.EnvironmentVariable} ({argument.Name}) another folder: "
                    + $"'{path}' can be none.");
        }
    }

    /// <summary>An engine would make a folder that is missing; a log is begun when the run is under way.</summary>
    private static void RequireMore(RunContainer run, string log)
    {
        if (run.Container.Mounts.FirstOrDefault(each => !Path.Exists(each.Source)) is { } missing)
        {
            throw new ModuleException($"Make it, or leave it out of mounts: '{missing.Source}' is not there.");
        }

        var folder = Path.GetDirectoryName(log);
        if (Directory.Exists(log) || folder is null || (folder != run.Settings.Folders.Workspace && !Directory.Exists(folder)))
        {
            throw new ModuleException(
                $"Give log_file a file in a folder that is there: '{log}' {(Directory.Exists(log) ? "is a folder" : "would be in none")}.");
        }
    }

    /// <summary>Makes those that are ours. Machines read images in the workspace; keys are in the other.</summary>
    public static void Make(WarpSettings settings)
    {
        try
        {
            FolderHandle.Open(settings.Folders.Workspace, WholeFile.OpenFolder).Dispose();
            FolderHandle.Open(settings.Folders.Lwd, WholeFile.ClosedFolder).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"Let this user make the folders of WORKSPACE (workspace) and LWD (lwd), or give others: {refused.Message}", refused);
        }
    }

    private static void Folder(Argument<string?> argument, string path, string cure)
    {
        if (!Directory.Exists(path))
        {
            throw new ModuleException(
                $"{cure} give {argument.EnvironmentVariable} ({argument.Name}) another folder: '{path}' is not there.");
        }
    }
}
