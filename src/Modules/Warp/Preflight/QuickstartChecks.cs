// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Ci.Generated;
using Modules.Warp.CommandLines;
using Modules.Warp.Settings;
using YamlDotNet.RepresentationModel;

namespace Modules.Warp.Preflight;

/// <summary>quickstart's checkout, the variables over its own, and how it is told to tear down.</summary>
internal static class QuickstartChecks
{
    /// <summary>A checkout that is quickstart's, on its branch.</summary>
    public static Finding Checkout(HostState host)
    {
        const string what = "OOOQ_PATH";
        if (host.OooqPath is not { } path)
        {
            return Check.NotOk(what, "it is not set", "Clone tripleo-quickstart, and give its folder in oooq_path.");
        }

        var branch = host.Run.Get(PreflightArguments.OooqBranch);
        var checkout = KayobeChecks.Checkout(path, branch is { Length: > 0 } ? branch : null) with { What = what, DoneByPlaybook = null };
        return checkout.State == CheckState.Ok && !File.Exists(Path.Combine(path, "quickstart.sh"))
            ? Check.NotOk(what, $"{path} has no quickstart.sh, so it is no checkout of quickstart", "Give quickstart's in oooq_path.")
            : checkout with { Seen = $"{path}: {checkout.Seen}" };
    }

    /// <summary>The file that every play is given.</summary>
    public static Finding CustomVars(HostState host)
    {
        const string what = "custom.yaml";
        if ((host.Run.Get(PreflightArguments.CustomVars) is { Length: > 0 } given ? given
            : host.Scripts is { } scripts ? Path.Combine(scripts, what) : null) is not { } path)
        {
            return Check.NotOk(what, "PWD is not set, so there is none", "Give scripts, the folder with custom.yaml and the plays.");
        }

        var file = HostFile.Read(path);
        if (file.Text is null)
        {
            return file.IsMissing
                ? Check.NotOk(what, $"there is no {path}", "Copy the example to it, or give its folder in scripts.")
                : Check.Unknown(what, file.Unread, "Run the check as the user who runs the play.");
        }

        try
        {
            return file.Text.Trim() is "" or "---" || YamlTree.Parse(file.Text, path) is YamlMappingNode
                ? Check.Ok(what, $"{path} holds variables")
                : Check.NotOk(what, $"{path} is no map of variables", "Write 'name: value' lines into it.");
        }
        catch (ModuleException failure)
        {
            return Check.NotOk(what, failure.Message.TrimEnd('.'), "Mend it: every play reads it.");
        }
    }

    /// <summary>As a run reads it. What is kept needs what an earlier deployment left.</summary>
    public static Finding Teardown(HostState host)
    {
        const string what = "TEARDOWN";
        var given = host.Run.Get(WarpArguments.Teardown)!;
        if (TeardownWords.Find(given) is not { } teardown)
        {
            return Check.NotOk(what, TeardownWords.Seen(given), TeardownWords.Cure(given) + ".");
        }

        string[] kept = [Path.Combine(host.LocalWorkingDirectory, Inside.State[0]), Path.Combine(host.Workspace, Inside.State[0])];
        return teardown == Settings.Teardown.True ? Check.Ok(what, $"it is {given}")
            : kept.FirstOrDefault(File.Exists) is { } hosts
            ? Check.Ok(what, $"it is {given}, and {hosts} is of the deployment that is kept")
            : Check.Unknown(
                what,
                $"it is {given}, and neither {kept[0]} nor {kept[1]} tells of a deployment that could be kept",
                "Give teardown true to provision, or go on if the play makes its own inventory.");
    }
}
