// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.Settings;

/// <summary>What shall run inside, as it was asked for; nothing of the host is known yet.</summary>
/// <param name="User">Whose home it runs in.</param>
/// <param name="Play">The playbook.</param>
/// <param name="Folders">Where things are on the host.</param>
/// <param name="Teardown">What becomes of an earlier deployment.</param>
internal sealed record WarpSettings(string User, Play Play, WarpFolders Folders, Teardown Teardown)
{
    /// <summary>The virtual environment of the image.</summary>
    public const string LocalVenv = "local";

    /// <summary>Of the extras that the image has.</summary>
    public const string Branch = "master";

    /// <summary>Whose extras the image has.</summary>
    public const string Fork = "openstack";

    public string QuickstartTeardown { get; init; } = "nodes";

    public bool Interactive { get; init; }

    public bool Quickstartish { get; init; }

    public bool MakeSnapshots { get; init; }

    public string Venv { get; init; } = LocalVenv;

    public string ExtrasBranch { get; init; } = Branch;

    public string ExtrasFork { get; init; } = Fork;

    public IReadOnlyList<string> ControllerHosts { get; init; } = [];

    public IReadOnlyList<string> ComputeHosts { get; init; } = [];

    public string? ExtNetCidr { get; init; }

    public required string SubnodesSshKey { get; init; }

    public required string LogLevel { get; init; }

    public long AnsibleTimeout { get; init; }

    public long AnsibleForks { get; init; }

    /// <summary>Given to ansible-playbook or quickstart.sh after all else.</summary>
    public IReadOnlyList<string> ExtraArgs { get; init; } = [];

    /// <summary>Variables beside those that follow from the rest.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string Home => WarpHome.Of(User);

    public bool HasOwnVenv => Venv != LocalVenv;

    public bool HasOwnExtras => ExtrasBranch != Branch || ExtrasFork != Fork;
}

/// <summary>Folders of the host.</summary>
/// <param name="Workspace">What is persisted; quickstart's working_dir.</param>
/// <param name="Lwd">Quickstart's local_working_dir.</param>
/// <param name="ImageCache">The images.</param>
/// <param name="OooqPath">The checkout of quickstart.</param>
/// <param name="Scripts">The playbooks, their vars, and <c>custom.yaml</c>.</param>
/// <param name="Vpath">A virtual environment of the host's; null for that of the image.</param>
internal sealed record WarpFolders(string Workspace, string Lwd, string ImageCache, string OooqPath, string Scripts, string? Vpath);
