// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Builder.Reports;

/// <summary>What the log says of one image.</summary>
/// <param name="Name">As kolla names it.</param>
internal sealed record ImageBuild(string Name)
{
    /// <summary>How many lines of a reason are kept: the command that failed and what it said last.</summary>
    private const int ReasonLines = 20;

    /// <summary>What became of it.</summary>
    public BuildState State { get; init; }

    /// <summary>kolla's word for a failure, as <c>error</c>, <c>parent_error</c> or <c>push_error</c>; null for none.</summary>
    public string? Status { get; init; }

    /// <summary>Whether kolla-build was told that this one may fail.</summary>
    public bool AllowedToFail { get; init; }

    /// <summary>How long the build took, in seconds; null where the log does not say.</summary>
    public double? Seconds { get; init; }

    /// <summary>The last lines of errors.</summary>
    public IReadOnlyList<string> Reason { get; init; } = [];

    /// <summary>With one more line of its error.</summary>
    public ImageBuild Because(string line) => this with { Reason = [.. Reason.TakeLast(ReasonLines - 1), line] };

    /// <summary>For a result.</summary>
    public JsonObject AsJson()
    {
        var told = new JsonObject { ["name"] = Name };
        if (Seconds is { } seconds)
        {
            told["seconds"] = seconds;
        }

        if (State == BuildState.Failed)
        {
            told["status"] = Status;
            told["allowed_to_fail"] = AllowedToFail;
            told["reason"] = string.Join('\n', Reason);
        }

        return told;
    }
}
