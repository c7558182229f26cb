// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Warp.Preflight;

/// <summary>quickstart's checkout, the variables over its own, and how it is told to tear down.</summary>
internal static class QuickstartChecks
{
    private static readonly string[] Teardowns = ["true", "false", "all", "virthost", "nodes", "none"];

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
        var path = host.Run.Get(PreflightArguments.CustomVars) is { Length: > 0 } given ? given : Path.GetFullPath(what);
        var file = HostFile.Read(path);
        if (file.Text is null)
        {
            return file.IsMissing
                ? Check.NotOk(what, $"there is no {path}", "Copy the example to it, or give another file in custom_vars.")
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

    public static Finding Teardown(HostState host)
    {
        const string what = "TEARDOWN";
        var given = host.Run.Get(PreflightArguments.Teardown)?.ToLowerInvariant();
        return given is null or "" ? Check.Unknown(what, "it is not set, so each way to start takes its own", "Give teardown.")
            : Teardowns.Contains(given) ? Check.Ok(what, $"it is {given}")
            : Check.NotOk(
                what, $"it is '{given}'", "Give true, false or none; of quickstart's own words, all, virthost, nodes or none.");
    }
}
