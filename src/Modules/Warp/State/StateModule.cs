// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;
using Modules.Messages;
using Modules.Warp.CommandLines;
using Modules.Warp.Settings;

namespace Modules.Warp.State;

/// <summary>Keeps what a deployment leaves, brings it back, or removes it.</summary>
internal sealed class StateModule : IModule
{
    private const string Save = "save";
    private const string Restore = "restore";
    private const string Purge = "purge";

    private static readonly Argument<string?> Action = Argument.Choice("action", Save, Restore, Purge) with { Required = true };
    /// <summary>In bytes, as file systems count.</summary>
    private const int LongestName = 255;

    private static readonly Argument<IReadOnlyList<string>?> More = Argument.TextList("more_files");

    public string Name => "oooq_state";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } =
        new([Action, WarpArguments.User, WarpArguments.Lwd, WarpArguments.Workspace, WarpArguments.ImageCache, More])
        {
            SkipsEmptyVariables = true,
        };

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var workspace = SettingsReader.Folder(run, WarpArguments.Workspace, "the folder that keeps the state, such as /opt/oooq");
        var lwd = SettingsReader.LocalWorkingFolder(run, WarpHome.Of(SettingsReader.UserOf(run)));
        IReadOnlyList<string> names = [.. Inside.State, .. (run.Get(More) ?? []).Select(Named)];
        var moved = run.Get(Action) switch
        {
            Save => Copy(run, lwd, workspace, names),
            Restore => Copy(run, workspace, lwd, names),
            _ => Remove(run, names, [workspace, lwd, .. run.Has(WarpArguments.ImageCache) ? Cache(run) : []]),
        };
        return Task.FromResult(Result(run, moved));
    }

    private static string[] Cache(Invocation run) => [SettingsReader.Folder(run, WarpArguments.ImageCache, "the folder with the images")];

    private static string Named(string name) => name is not ("" or "." or "..") && !name.Contains('/', StringComparison.Ordinal)
        && Encoding.UTF8.GetByteCount(name) <= LongestName
        ? name
        : throw new ModuleException($"Give more_files the names of files, without folders: '{name}' is none.");

    private static List<StateChange> Copy(Invocation run, string from, string to, IReadOnlyList<string> names)
    {
        List<StateChange> moved = [];
        if (from == to)
        {
            _ = run.Warnings.Add($"Nothing is copied: WORKSPACE (workspace) and LWD (lwd) are both '{from}'.");
            return moved;
        }

        using var source = Open(from);
        if (source is null)
        {
            throw new ModuleException(
                $"Run a deployment first, or give WORKSPACE (workspace) and LWD (lwd) as it had them: '{from}' is not there.");
        }

        if (FilePlace.FileAbove(to) is { } inTheWay)
        {
            throw new ModuleException($"Move '{inTheWay}' out of the way, or give another folder than '{to}': it is no folder.");
        }

        return Within(run, to, moved, () =>
        {
            using var target = run.CheckMode ? Open(to) : FolderHandle.Open(to, WholeFile.ClosedFolder);
            foreach (var name in names)
            {
                var (here, there) = (StateFile.Find(source, name), target is null ? null : StateFile.Find(target, name));
                if (here is not null && target?.Look(name)?.Kind is FileKind.Folder or FileKind.Other)
                {
                    throw new IOException($"'{Path.Combine(to, name)}' is no file");
                }

                var step = StatePlan.Copying(name, here, there);
                if (step == StateStep.Stay)
                {
                    continue;
                }

                if (!run.CheckMode)
                {
                    (step == StateStep.Copy ? here : there)!.Write(target!, name);
                }

                moved.Add(new(step, name, Path.Combine(to, name), there, step == StateStep.Copy ? here : there));
            }

            return moved;
        });
    }

    /// <summary>What the system refuses is told with what was done before.</summary>
    private static List<StateChange> Within(Invocation run, string folder, List<StateChange> done, Func<List<StateChange>> act)
    {
        try
        {
            return act();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var changed = done.Count > 0 && !run.CheckMode;
            var names = FirstNames.Of([.. done.Select(each => each.Name)]);
            throw new ModuleException(
                $"See to it that '{folder}' is a folder in which this user may write files, and has room: {refused.Message.TrimEnd('.')}. "
                    + (changed ? $"Before that, {names} changed." : "Nothing was changed."),
                refused) { Changed = changed };
        }
    }

    private static List<StateChange> Remove(Invocation run, IReadOnlyList<string> names, IEnumerable<string> folders)
    {
        List<StateChange> gone = [];
        return folders.Distinct().Aggregate(gone, (all, path) => Within(run, path, all, () =>
        {
            using var folder = Open(path);
            foreach (var name in names.Where(name => folder?.Look(name)?.Kind is FileKind.File or FileKind.Link))
            {
                var change = new StateChange(StateStep.Remove, name, Path.Combine(path, name), StateFile.Find(folder!, name), null);
                if (!run.CheckMode)
                {
                    folder!.Remove(name);
                }

                all.Add(change);
            }

            return all;
        }));
    }

    private static FolderHandle? Open(string path) => Directory.Exists(path) ? FolderHandle.Open(path) : null;

    private static ModuleResult Result(Invocation run, List<StateChange> changes)
    {
        var done = run.Get(Action) switch { Save => "kept", Restore => "restored", _ => "removed" };
        var names = FirstNames.Of([.. changes.Select(each => each.Name).Distinct()]);
        return new(changes.Count > 0)
        {
            Values = new JsonObject
            {
                ["files"] = new JsonArray([.. changes.Select(change => (JsonNode?)change.Path)]),
                ["msg"] = changes.Count == 0
                    ? $"Nothing is {done}: all is as it shall be."
                    : $"{changes.Count} files {(run.CheckMode ? "would be" : "are")} {done} ({names}).",
            },
            Differences = [.. changes.Select(change => change.Difference)],
        };
    }
}
