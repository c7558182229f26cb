// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Workflows;

/// <summary>
/// The list of workflows out of what a playbook says. An entry with the name of a known workflow is that one, and differs in what it says.
/// </summary>
internal static class EntryReader
{
    private static readonly string[] Keys =
    [
        "file_name", "name", "trigger", "inputs", "arguments", "concurrency_group", "script", "test_suites", "timeout", "content",
        "use_bespoke",
    ];

    /// <summary>All that are to be written.</summary>
    /// <exception cref="ModuleException">An entry makes no sense.</exception>
    public static IReadOnlyList<WorkflowEntry> Read(Invocation run)
    {
        var listed = Listed(run.Get(WorkflowsArguments.Listed)).Concat(
            (run.Get(WorkflowsArguments.Extra) ?? []).Select(each => Of(each, WorkflowsArguments.Extra.Name))).ToList();
        foreach (var (name, changes) in run.Get(WorkflowsArguments.Overrides) ?? [])
        {
            var at = listed.FindIndex(each => each.Id == WithoutEnding(name));
            listed[at >= 0 ? at : throw Unknown(WorkflowsArguments.Overrides.Name, name, listed)] = changes is JsonObject map
                ? With(listed[at], map, $"overrides.{name}")
                : throw new ModuleException($"overrides.{name} is no mapping of {string.Join(", ", Keys[1..])}.");
        }

        var disabled = run.Get(WorkflowsArguments.Disabled) ?? [];
        if (disabled.FirstOrDefault(name => !listed.Any(each => each.Id == WithoutEnding(name))) is { } unknown)
        {
            throw Unknown(WorkflowsArguments.Disabled.Name, unknown, listed);
        }

        listed.RemoveAll(each => disabled.Any(name => WithoutEnding(name) == each.Id));
        return NeedsPreparation(listed)
            ? throw new ModuleException(
                $"Keep {StandardWorkflows.PrepareRunner} among the workflows: {listed.First(each => each.Content is null).Id} needs it.")
            : listed;
    }

    private static bool NeedsPreparation(List<WorkflowEntry> listed) =>
        listed.Any(each => each.Content is null) && !listed.Any(each => each.Id == StandardWorkflows.PrepareRunner);

    private static IEnumerable<WorkflowEntry> Listed(JsonNode? value) => value switch
    {
        null => StandardWorkflows.All,
        JsonArray list => list.Select(each => each switch
        {
            JsonObject map => Of(map, WorkflowsArguments.Listed.Name),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => Known(text.GetValue<string>()),
            _ => throw new ModuleException("workflows is a list of names and mappings."),
        }),
        _ => throw new ModuleException("workflows is a list of names and mappings."),
    };

    private static WorkflowEntry Known(string name) =>
        StandardWorkflows.All.FirstOrDefault(each => each.Id == WithoutEnding(name))
            ?? throw Unknown(WorkflowsArguments.Listed.Name, name, StandardWorkflows.All);

    private static WorkflowEntry Of(JsonObject map, string what)
    {
        var file = WorkflowEntry.NamedFile(
            Playbook.Text(map["file_name"], $"{what}: file_name") ?? throw new ModuleException($"An entry of {what} has no file_name."),
            $"{what}: file_name");
        var known = StandardWorkflows.All.FirstOrDefault(each => each.Id == WithoutEnding(file));
        return With((known ?? new WorkflowEntry(file)) with { FileName = file }, map, $"{what}: {file}");
    }

    private static WorkflowEntry With(WorkflowEntry entry, JsonObject map, string what)
    {
        if (map.Select(pair => pair.Key).Except(Keys).FirstOrDefault() is { } unknown)
        {
            throw new ModuleException($"{what} has '{unknown}', which an entry has not; it has {string.Join(", ", Keys)}.");
        }

        var trigger = (Playbook.Tree(map["trigger"], $"{what}.trigger") ?? YamlTree.Map()) as YamlMappingNode
            ?? throw new ModuleException($"{what}.trigger is no mapping of events.");
        var events = trigger.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value)).ToList();
        return entry with
        {
            Title = Playbook.Text(map["name"], $"{what}.name") ?? entry.Title,
            Events = events.Count == 0 ? entry.Events : [.. events.Where(each => each.Item1 != "workflow_dispatch").Select(Event)],
            IsStarted = events.Count == 0 ? entry.IsStarted : events.Any(each => each.Item1 == "workflow_dispatch"),
            Inputs = Inputs(map, what) ?? entry.Inputs,
            Arguments = map.ContainsKey("arguments") ? Playbook.Texts(map["arguments"], $"{what}.arguments") : entry.Arguments,
            ConcurrencyGroup = map.ContainsKey("concurrency_group")
                ? Playbook.Text(map["concurrency_group"], $"{what}.concurrency_group")
                : entry.ConcurrencyGroup,
            Script = Playbook.Text(map["script"], $"{what}.script") ?? entry.Script,
            TestSuites = Playbook.Texts(map["test_suites"], $"{what}.test_suites") is { Count: > 0 } suites ? suites : entry.TestSuites,
            Timeout = map["timeout"] is { } minutes ? Whole(minutes, $"{what}.timeout") : entry.Timeout,
            Content = map.ContainsKey("content")
                ? Playbook.Tree(map["content"], $"{what}.content") as YamlMappingNode
                    ?? throw new ModuleException($"{what}.content is no workflow: give a mapping with on and jobs.")
                : entry.Content,
        };
    }

    /// <summary>Those of an entry; they once stood below <c>trigger.workflow_dispatch</c>, in texts and lists of texts.</summary>
    private static IReadOnlyList<DispatchInput>? Inputs(JsonObject map, string what)
    {
        if (map["inputs"] is { } own)
        {
            return Playbook.Inputs(own, $"{what}.inputs");
        }

        var start = (map["trigger"] as JsonObject)?["workflow_dispatch"];
        var below = (start as JsonObject)?["inputs"] ?? start;
        return below is null ? null : Playbook.Inputs(below, $"{what}.trigger.workflow_dispatch");
    }

    /// <summary>A schedule was once written as one mapping; GitHub wants a list.</summary>
    private static (string, YamlNode?) Event((string Name, YamlNode Value) each) =>
        (each.Name, each is { Name: "schedule", Value: YamlMappingNode } ? YamlTree.List(each.Value) : each.Value);

    private static long Whole(JsonNode value, string what) => long.TryParse(value.ToString(), out var number) && number > 0
        ? number
        : throw new ModuleException($"{what} is '{value}', and no whole number of minutes.");

    private static string WithoutEnding(string name) =>
        Path.GetExtension(name) is ".yml" or ".yaml" ? Path.GetFileNameWithoutExtension(name) : name;

    private static ModuleException Unknown(string what, string name, IEnumerable<WorkflowEntry> all) =>
        new($"{what} names '{name}', and there is no such workflow: {string.Join(", ", all.Select(each => each.Id))}.");
}
