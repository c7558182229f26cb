// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>A step of a job: an action or a script.</summary>
/// <param name="Name">As the log shows it.</param>
internal sealed record Step(string? Name)
{
    private static readonly string[] Known =
        ["name", "id", "if", "uses", "with", "run", "env", "shell", "working-directory", "continue-on-error", "timeout-minutes"];

    private static readonly string[] Texts = ["name", "id", "if", "uses", "run"];

    /// <summary>What other steps know it by.</summary>
    public string? Id { get; init; }

    /// <summary>When it is run; null for always while all goes well.</summary>
    public string? If { get; init; }

    /// <summary>The action and its version.</summary>
    public string? Uses { get; init; }

    /// <summary>What the action is told.</summary>
    public IReadOnlyList<(string Name, YamlNode Value)> With { get; init; } = [];

    /// <summary>The script.</summary>
    public string? Run { get; init; }

    /// <summary>Variables.</summary>
    public IReadOnlyList<(string Name, YamlNode Value)> Env { get; init; } = [];

    /// <summary>What else a playbook said of it.</summary>
    public IReadOnlyList<(string Name, YamlNode Value)> More { get; init; } = [];

    /// <summary>A step that a playbook wrote.</summary>
    /// <param name="node">Its tree.</param>
    /// <param name="what">The option it came in, for messages.</param>
    /// <exception cref="ModuleHost.ModuleException">It is none.</exception>
    public static Step Of(YamlNode node, string what)
    {
        var step = node as YamlMappingNode ?? throw Wrong(what, "a step is a mapping with uses or run");
        var keys = step.Children.Select(child => ((YamlScalarNode)child.Key).Value!).ToList();
        if (keys.Except(Known).FirstOrDefault() is { } unknown)
        {
            throw Wrong(what, $"a step has no '{unknown}', only {string.Join(", ", Known)}");
        }

        if (Texts.FirstOrDefault(key => keys.Contains(key) && Find(step, key) is not YamlScalarNode) is { } odd)
        {
            throw Wrong(what, $"'{odd}' of a step is a text");
        }

        if (keys.Contains("uses") == keys.Contains("run"))
        {
            throw Wrong(what, $"the step '{Scalar(step, "name") ?? "without a name"}' needs one of uses and run");
        }

        return new(Scalar(step, "name"))
        {
            Id = Scalar(step, "id"),
            If = Scalar(step, "if"),
            Uses = Scalar(step, "uses"),
            With = Entries(step, "with", what),
            Run = Scalar(step, "run"),
            Env = Entries(step, "env", what),
            More = [.. keys.Except(Known[..7]).Select(key => (key, Find(step, key)!))],
        };
    }

    public YamlMappingNode ToTree() => Map(
    [
        ("name", Optional(Name)),
        ("id", Optional(Id)),
        ("if", Optional(If)),
        ("uses", Optional(Uses)),
        ("with", Entries(With)),
        .. More.Select(each => (each.Name, (YamlNode?)each.Value)),
        ("run", Optional(Run)),
        ("env", Entries(Env)),
    ]);

    private static ModuleHost.ModuleException Wrong(string what, string why) => new($"{what} is no list of steps: {why}.");

    private static YamlScalarNode? Optional(string? text) => text is null ? null : Text(text);

    private static YamlMappingNode? Entries(IReadOnlyList<(string Name, YamlNode Value)> entries) =>
        entries.Count == 0 ? null : Map(entries.Select(each => (each.Name, (YamlNode?)each.Value)));

    private static string? Scalar(YamlMappingNode step, string key) => (Find(step, key) as YamlScalarNode)?.Value;

    private static IReadOnlyList<(string Name, YamlNode Value)> Entries(YamlMappingNode step, string key, string what) =>
        Find(step, key) switch
        {
            null => [],
            YamlMappingNode map => [.. map.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value))],
            _ => throw Wrong(what, $"'{key}' of a step is a mapping"),
        };
}
