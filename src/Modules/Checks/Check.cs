// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Checks;

/// <summary>Whether what was looked at is as it must be.</summary>
internal enum CheckState
{
    /// <summary>It is.</summary>
    Ok,

    /// <summary>It is not.</summary>
    NotOk,

    /// <summary>It cannot be told.</summary>
    Unknown,
}

/// <summary>One condition that was looked at.</summary>
/// <param name="What">The condition, such as "free disk".</param>
/// <param name="State">Whether it holds.</param>
/// <param name="Seen">What was seen, as a sentence without its end.</param>
/// <param name="Advice">Sentences that say what to do; empty where there is nothing to do.</param>
internal sealed record Check(string What, CheckState State, string Seen, string Advice = "")
{
    /// <summary>Result keys for those who decide by data.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>Whether a set-up playbook does what is advised; null where there is no such playbook.</summary>
    public bool? DoneByPlaybook { get; init; }

    public static Check Ok(string what, string seen) => new(what, CheckState.Ok, seen);

    public static Check NotOk(string what, string seen, string advice = "") => new(what, CheckState.NotOk, seen, advice);

    public static Check Unknown(string what, string seen, string advice = "") => new(what, CheckState.Unknown, seen, advice);

    /// <summary>As results list it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["what"] = What,
            ["state"] = State switch { CheckState.Ok => "ok", CheckState.NotOk => "not_ok", _ => "unknown" },
            ["seen"] = Seen,
        };
        if (Advice.Length > 0)
        {
            json["advice"] = Advice;
        }

        if (DoneByPlaybook is { } done)
        {
            json["done_by_playbook"] = done;
        }

        return json;
    }

    /// <summary>What was seen and what to do, as sentences.</summary>
    public override string ToString() => Advice.Length > 0 ? $"{Ended} {Advice}" : Ended;

    /// <summary>As a sentence; one that asks has its end.</summary>
    private string Ended => Seen.EndsWith('?') ? Seen : $"{Seen}.";
}
