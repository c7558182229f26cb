// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>What all jobs have in common: stages, the form's variables, defaults, and pieces that jobs refer to.</summary>
internal static class Prelude
{
    public const string Environment = "KAYOBE_ENVIRONMENT";
    public const string GetSecrets = ".get_secrets";
    public const string PublicOpenrc = ".kayobe_public_openrc";
    public const string TempestOpenrc = ".tempest_openrc";
    public const string WebRule = ".active_stage_web_rule";
    public const string WebRuleNoManual = ".active_stage_web_rule_no_manual";

    private const string All = "all";

    /// <param name="settings">What the files depend on.</param>
    /// <param name="stages">The stages of the pipeline.</param>
    /// <param name="downstream">The stages of pipelines that it starts, which include this file as well.</param>
    /// <param name="jobs">The jobs that the form offers.</param>
    public static YamlMappingNode Tree(
        PipelineSettings settings, IReadOnlyList<string> stages, IEnumerable<string> downstream, IEnumerable<string> jobs) => YamlTree.Map(
        ("stages", YamlTree.Texts([.. stages, .. downstream])),
        ("variables", YamlTree.Map(Variables(settings, stages, jobs))),
        ("default", YamlTree.Map(
            ("image", YamlTree.Text($"{settings.Image}:{settings.ImageTag}")),
            ("tags", YamlTree.Texts(settings.Environments.Count > 1 ? [.. settings.RunnerTags, $"${Environment}"] : settings.RunnerTags)),
            ("id_tokens", YamlTree.Map(
                ("VAULT_AUTH_TOKEN", YamlTree.Map(("aud", YamlTree.Text(settings.SecretStore.Audience)))))),
            ("before_script", YamlTree.Texts(
                [Scripts.TargetBranch, Scripts.RegistryLogin, Scripts.Login(settings.SecretStore), .. settings.BeforeScript])))),
        (GetSecrets, Script(Scripts.Secrets(settings.SecretStore))),
        (PublicOpenrc, Script(Scripts.PublicOpenrc(settings.SecretStore))),
        (TempestOpenrc, Script(Scripts.TempestOpenrc(settings.SecretStore))),
        (WebRule, Rules(Rule.OfferedToAny)),
        (WebRuleNoManual, Rules(Rule.FollowingToAny)));

    private static IEnumerable<(string, YamlNode?)> Variables(
        PipelineSettings settings, IReadOnlyList<string> stages, IEnumerable<string> jobs) =>
    [
        (Environment, settings.Environments.Count == 0
            ? null : Choice(settings.Environments[0], "Name of environment to apply against", settings.Environments)),
        ("ACTIVE_STAGE", Choice(
            stages.Contains(Stages.Overcloud) ? Stages.Overcloud : All, "Show only jobs belonging to the active stage", [All, .. stages])),
        ("ACTIVE_JOB", Choice(All, "Show either all jobs or just the job selected", [All, .. jobs])),
        ("KAYOBE_AUTOMATION_TEMPEST_LOADLIST", settings.TestSuites.Count == 0
            ? null : Choice(settings.TestSuites[0], "Name of tempest load list to use", settings.TestSuites)),
        ("KOLLA_TAGS", Field("", "List of tasks to limit when running kolla-ansible (-kt)")),
        ("KOLLA_LIMIT", Field("", "List of hosts or groups to limit when running kolla-ansible (-kl)")),
        ("KAYOBE_TAGS", Field("", "List of tags to limit when running kayobe (-t)")),
        ("KAYOBE_LIMIT", Field("", "List of hosts or groups to limit when running kayobe (-l)")),
        ("OPENSTACK_RELEASE", Field(settings.Release, "OpenStack release to deploy")),
        ("GIT_DEPTH", YamlTree.Text("0")),
        ("GIT_SUBMODULE_STRATEGY", YamlTree.Text("recursive")),
    ];

    /// <summary>GitLab wants the value to be one of the options.</summary>
    private static YamlMappingNode Choice(string value, string description, IEnumerable<string> options) => YamlTree.Map(
        ("value", YamlTree.Text(value)), ("description", YamlTree.Text(description)), ("options", YamlTree.Texts(options.Distinct())));

    private static YamlMappingNode Field(string value, string description) =>
        YamlTree.Map(("value", YamlTree.Text(value)), ("description", YamlTree.Text(description)));

    private static YamlMappingNode Script(string script) => YamlTree.Map(("script", YamlTree.Texts(script)));

    private static YamlMappingNode Rules(Rule rule) => YamlTree.Map(("rules", YamlTree.List(rule.Tree)));
}
