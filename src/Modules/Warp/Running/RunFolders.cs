// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Files;
using Modules.Warp.Settings;

namespace Modules.Warp.Running;

/// <summary>The folders of the host that are mounted: an engine would make those that are missing, empty and root's.</summary>
internal static class RunFolders
{
    /// <exception cref="ModuleException">Something that a person has to put there is missing.</exception>
    public static void Require(WarpSettings settings)
    {
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
    }

    /// <summary>Makes those that are ours. Machines read images in the workspace; keys are in the other.</summary>
    public static void Make(WarpSettings settings)
    {
        FolderHandle.Open(settings.Folders.Workspace, WholeFile.OpenFolder).Dispose();
        FolderHandle.Open(settings.Folders.Lwd, WholeFile.ClosedFolder).Dispose();
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
