// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.Workflows.Settings;

/// <summary>What a pipeline's script is told through its environment: defaults, and what a playbook says instead.</summary>
/// <param name="Given">By name: a text, or a mapping that names a secret or a variable.</param>
/// <param name="ServerUrl">GitHub itself.</param>
internal sealed record KayobeArguments(JsonObject Given, Uri ServerUrl)
{
    public const string Environment = "KAYOBE_ENVIRONMENT";
    public const string VaultPassword = "KAYOBE_VAULT_PASSWORD";
    public const string SshPrivateKey = "KAYOBE_AUTOMATION_SSH_PRIVATE_KEY";
    public const string Loadlist = "KAYOBE_AUTOMATION_TEMPEST_LOADLIST";
    public const string TempestPattern = "TEMPEST_PATTERN";
    public const string TempestOpenrc = "TEMPEST_OPENRC";
    public const string Home = "HOME";
    public const string PullRequestType = "KAYOBE_AUTOMATION_PR_TYPE";
    public const string PullRequestToken = "KAYOBE_AUTOMATION_PR_AUTH_TOKEN";
    public const string PullRequestUser = "KAYOBE_AUTOMATION_PR_GITHUB_USER";

    /// <summary>What the job of a test suite is told apart by.</summary>
    public const string TestSuite =
        "inputs.run_previous_failed == false && github.event.inputs.test_suite || 'previous-failed-tests'";

    public static readonly IReadOnlyList<string> Kayobe = ["KAYOBE_TAGS", "KAYOBE_LIMIT"];
    public static readonly IReadOnlyList<string> Kolla = ["KOLLA_TAGS", "KOLLA_LIMIT"];

    public static readonly IReadOnlyList<string> PullRequest =
    [
        "KAYOBE_AUTOMATION_PR_TARGET_BRANCH", "KAYOBE_AUTOMATION_PR_REMOTE", PullRequestUser, PullRequestToken, PullRequestType,
        "KAYOBE_AUTOMATION_PR_TITLE", "KAYOBE_AUTOMATION_PR_URL",
    ];

    private static readonly string[] Secrets = [VaultPassword, SshPrivateKey, TempestOpenrc];

    private Dictionary<string, string> Texts => new()
    {
        ["KOLLA_LIMIT"] = "${{ github.event.inputs.kolla_limit }}",
        ["KOLLA_TAGS"] = "${{ github.event.inputs.kolla_tags }}",
        ["KAYOBE_TAGS"] = "${{ github.event.inputs.kayobe_tags }}",
        ["KAYOBE_LIMIT"] = "${{ github.event.inputs.kayobe_limit }}",
        ["KAYOBE_AUTOMATION_PR_TARGET_BRANCH"] = "${{ github.event.ref }}",
        ["KAYOBE_AUTOMATION_PR_REMOTE"] =
            $"{ServerUrl.Scheme}://${{{PullRequestUser}}}:${{{PullRequestToken}}}@{ServerUrl.Authority}/${{{{ github.repository }}}}",
        [PullRequestUser] = "${{ github.actor }}",
        [PullRequestToken] = "${{ github.token }}",
        [PullRequestType] = "github",
        ["KAYOBE_AUTOMATION_PR_TITLE"] = "[kayobe-automation] ${{ github.workflow }} #${{ github.run_id }}",
        ["KAYOBE_AUTOMATION_PR_URL"] = "${{ github.api_url }}/repos/${{ github.repository }}/pulls",
        [Loadlist] = $"${{{{ {TestSuite} }}}}",
        [TempestPattern] = "${{ github.event.inputs.tempest_pattern }}",
        [Home] = "/stack",
    };

    /// <exception cref="ModuleException">An argument has no value, or one in clear that is secret.</exception>
    public string In(Scope scope, string name) => Given[name] switch
    {
        JsonObject map when Playbook.Text(map["secret"], $"arguments.{name}.secret") is { } secret =>
            scope.Secret(SecretName.Checked(secret, $"arguments.{name}.secret")),
        JsonObject map when Playbook.Text(map["variable"], $"arguments.{name}.variable") is { } variable =>
            scope.Variable(SecretName.Checked(variable, $"arguments.{name}.variable")),
        JsonObject => throw new ModuleException($"arguments.{name} is a text, or a mapping with one of secret and variable."),
        JsonNode value => NotInClear(name, value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()),
        null when name == Environment && scope.Text is { } environment => environment,
        null when Secrets.Contains(name) => scope.Secret(name),
        null when Texts.TryGetValue(name, out var text) => text,
        _ => throw new ModuleException(
            $"Give arguments.{name}: a workflow names it, and it is none of those that have a value of their own "
                + $"({string.Join(", ", Secrets.Concat(Texts.Keys).Order(StringComparer.Ordinal))})."),
    };

    private static string NotInClear(string name, string text) =>
        !(Secrets.Contains(name) || name == PullRequestToken) || text.Contains("${{", StringComparison.Ordinal)
            ? text
            : throw new ModuleException(
                $"Name a secret, as arguments.{name}: {{secret: NAME}}: it holds a text in clear, which would be committed "
                    + "with the workflows. An expression such as ${{ secrets.NAME }} will do as well.");
}
