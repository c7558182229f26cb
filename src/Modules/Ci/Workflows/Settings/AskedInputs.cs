// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;

namespace Modules.Ci.Workflows.Settings;

/// <summary>What somebody is asked who starts a workflow: by name, ours or the playbook's.</summary>
internal static class AskedInputs
{
    public const string Environment = "kayobe_environment";

    private static readonly string[] Kolla = ["kolla_limit", "kolla_tags"];
    private static readonly string[] Kayobe = ["kayobe_limit", "kayobe_tags"];

    private static readonly IReadOnlyList<DispatchInput> Limits =
    [
        new("kayobe_limit", "Hosts that kayobe is limited to: --limit"),
        new("kayobe_tags", "Tags that kayobe is limited to: --tags"),
        new("kolla_limit", "Hosts that kolla-ansible is limited to: --kolla-limit"),
        new("kolla_tags", "Tags that kolla-ansible is limited to: --kolla-tags"),
    ];

    /// <param name="given">The playbook's: mappings or texts of YAML, by name or in a list.</param>
    /// <param name="environments">To choose one of.</param>
    public static IReadOnlyDictionary<string, DispatchInput> Of(JsonNode? given, EnvironmentNames environments)
    {
        var inputs = Limits.ToDictionary(input => input.Name);
        if (environments.Selector == Selector.Input)
        {
            inputs[Environment] = new(Environment, "The environment that the workflow is for")
            {
                Type = "choice",
                Required = true,
                Default = YamlTree.Text(environments.Names[0]),
                Options = environments.Names,
            };
        }

        foreach (var input in Playbook.Inputs(given, WorkflowsArguments.Inputs.Name))
        {
            if (input.Name != Environment || environments.Selector == Selector.Input)
            {
                inputs[input.Name] = input;
            }
        }

        return inputs;
    }

    /// <summary>Those that arguments are read from, in the order they are asked.</summary>
    public static IEnumerable<string> For(IReadOnlyList<string> arguments) =>
        Kolla.Where(_ => arguments.Intersect(KayobeArguments.Kolla).Any())
            .Concat(Kayobe.Where(_ => arguments.Intersect(KayobeArguments.Kayobe).Any()));
}
