// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.Workflows.Settings;

/// <summary>What a playbook may say to the writer.</summary>
internal static class WorkflowsArguments
{
    private const long MostIds = 4_294_967_294;

    public static readonly Argument<string?> OutputDirectory = Argument.Path("output_directory") with { Required = true };
    public static readonly Argument<string?> Selection = Argument.Choice("selector", "none", "single", "input") with { Default = "none" };
    public static readonly Argument<IReadOnlyList<string>?> Environments = Argument.TextList("environments");
    public static readonly Argument<JsonObject?> Prefixes = Argument.Mapping("environment_names");

    public static readonly Argument<IReadOnlyList<string>?> RunsOn = Argument.TextList("runs_on") with
    {
        Default = new JsonArray("kayobe", "openstack"),
    };

    public static readonly Argument<ArgumentValues?> RegistryOptions = Argument.Mapping("registry", Registry.Spec);
    public static readonly Argument<string?> ImageName = Argument.Text("image_name") with { Default = "kayobe" };
    public static readonly Argument<string?> ImageTag = Argument.Text("image_tag") with
    {
        Default = "${{ needs.prepare-runner.outputs.openstack_release }}-latest",
    };

    public static readonly Argument<string?> BaseImage =
        Argument.Text("base_image") with { Default = "quay.io/rockylinux/rockylinux:9" };

    public static readonly Argument<long> UserId = Argument.Number("user_id", otherwise: 1000) with { Minimum = 0, Maximum = MostIds };
    public static readonly Argument<long> GroupId = Argument.Number("group_id", otherwise: 1000) with { Minimum = 0, Maximum = MostIds };
    public static readonly Argument<JsonObject?> Arguments = Argument.Mapping("arguments");
    public static readonly Argument<JsonNode?> CheckoutHook = Argument.Raw("checkout_hook");
    public static readonly Argument<JsonNode?> KayobeHook = Argument.Raw("kayobe_hook");
    public static readonly Argument<JsonNode?> FinalHook = Argument.Raw("final_hook");
    public static readonly Argument<bool> Buildx = Argument.Flag("buildx_enabled", otherwise: false);
    public static readonly Argument<string?> BuildxConfig = Argument.Text("buildx_inline_config");
    public static readonly Argument<bool> Provenance = Argument.Flag("buildx_provenance", otherwise: false);
    public static readonly Argument<long> Timeout = Argument.Number("timeout", otherwise: 360) with { Minimum = 1, Maximum = 50_400 };
    public static readonly Argument<JsonNode?> TestSuites = Argument.Raw("test_suites");
    public static readonly Argument<JsonNode?> Inputs = Argument.Raw("inputs");
    public static readonly Argument<JsonObject?> Actions = Argument.Mapping("actions");
    public static readonly Argument<JsonNode?> Listed = Argument.Raw("workflows");
    public static readonly Argument<JsonObject?> Overrides = Argument.Mapping("overrides");
    public static readonly Argument<IReadOnlyList<JsonObject>?> Extra = Argument.MappingList("extra_workflows");
    public static readonly Argument<IReadOnlyList<string>?> Disabled = Argument.TextList("disabled");
    public static readonly Argument<bool> ConfigDiffKey = Argument.Flag("config_diff_ssh_key", otherwise: false);
    public static readonly Argument<string?> ServerUrl = Argument.Text("server_url") with { Default = "https://github.com" };
    public static readonly Argument<bool> Prune = Argument.Flag("prune", otherwise: true);

    public static readonly ArgumentSpec Spec = new(
    [
        OutputDirectory, Selection, Environments, Prefixes, RunsOn, RegistryOptions, ImageName, ImageTag, BaseImage, UserId, GroupId,
        Arguments, CheckoutHook, KayobeHook, FinalHook, Buildx, BuildxConfig, Provenance, Timeout, TestSuites, Inputs, Actions, Listed,
        Overrides, Extra, Disabled, ConfigDiffKey, ServerUrl, Prune,
    ]);
}
