// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>When a job is in a pipeline.</summary>
/// <param name="If">The condition, which GitLab evaluates when it makes the pipeline.</param>
/// <param name="When">How the job starts.</param>
internal sealed record Rule(string If, string When)
{
    private const string Web = """
        $CI_PIPELINE_SOURCE == "web"
        """;

    private const string Started = """
        ($CI_PIPELINE_SOURCE == "api" || $CI_PIPELINE_SOURCE == "trigger")
        """;

    public YamlMappingNode Tree => YamlTree.Map(("if", YamlTree.Text(If)), ("when", YamlTree.Text(When)));

    /// <summary>
    /// Somebody at the page presses the button of a job that the form shows; a program that names the one job has it started.
    /// </summary>
    public static IReadOnlyList<Rule> Offered(string stage, string job) =>
    [
        new($"{Web} && {OneOf("$ACTIVE_STAGE", stage)} && {OneOf("$ACTIVE_JOB", job)}", "manual"),
        new($"{Started} && {Is("$ACTIVE_STAGE", stage)} && {Is("$ACTIVE_JOB", job)}", "on_success"),
    ];

    /// <summary>The first job of a runbook: the others follow it by themselves.</summary>
    public static IReadOnlyList<Rule> First(string stage) =>
    [
        new($"{Web} && {OneOf("$ACTIVE_STAGE", stage)}", "manual"),
        new($"{Started} && {Is("$ACTIVE_STAGE", stage)}", "on_success"),
    ];

    /// <summary>A job that follows the first of its runbook, and is there whenever that is.</summary>
    public static IReadOnlyList<Rule> Following(string stage) => [.. First(stage).Select(rule => rule with { When = "on_success" })];

    public static IReadOnlyList<Rule> MergeRequest { get; } = [new(Is("$CI_PIPELINE_SOURCE", "merge_request_event"), "always")];

    /// <summary>For pipelines that a job of ours starts.</summary>
    public static IReadOnlyList<Rule> Downstream { get; } = [new(Is("$CI_PIPELINE_SOURCE", "parent_pipeline"), "on_success")];

    /// <summary>For jobs that are written by hand: their stage and name are GitLab's to know.</summary>
    public static Rule OfferedToAny { get; } = new(
        $"""
        {Web} && ($ACTIVE_STAGE == $CI_JOB_STAGE || $ACTIVE_STAGE == "all") && ($ACTIVE_JOB == $CI_JOB_NAME || $ACTIVE_JOB == "all")
        """,
        "manual");

    /// <summary>The same without a button.</summary>
    public static Rule FollowingToAny { get; } = new(
        $"""
        {Web} && ($ACTIVE_STAGE == $CI_JOB_STAGE || $ACTIVE_STAGE == "all")
        """,
        "on_success");

    public static Rule Scheduled(string job) =>
        new($"{Is("$CI_PIPELINE_SOURCE", "schedule")} && {Is("$SCHEDULE_JOB", job)}", "always");

    private static string Is(string variable, string value) => $"{variable} == \"{value}\"";

    private static string OneOf(string variable, string value) => $"({Is(variable, value)} || {Is(variable, "all")})";
}
