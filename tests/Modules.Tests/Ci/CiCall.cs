// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Ci.GitHub;
using Modules.Ci.GitLab;
using Modules.Ci.OpenBao;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci;

/// <summary>A module that asks a server of CI, with arguments that make it do all it does there.</summary>
/// <param name="Module">The module.</param>
/// <param name="Server">Which server it asks.</param>
/// <param name="Arguments">Beside address and token; FOLDER is that of its files.</param>
internal sealed record CiCall(string Module, string Server, string Arguments)
{
    public const string GitHub = "GitHub";
    public const string GitLab = "GitLab";
    public const string OpenBao = "OpenBao";

    /// <summary>Stands in tokens and values; nowhere in an answer or a message.</summary>
    public const string Secret = "s3cret-Horse-42-battery-staple";

    private const string FilesBelow = "FOLDER";

    /// <summary>One of each module; a test sees to that.</summary>
    public static readonly IReadOnlyList<CiCall> All =
    [
        new("github_actions_secret", GitHub, """{"name": "KEY", "value": "SECRET", "state_file": "FOLDER/state.json"}"""),
        new("github_actions_variable", GitHub, """{"name": "KEY", "value": "1"}"""),
        new("github_runner", GitHub, """{"name": "a", "dir": "FOLDER/runner", "source": "/nowhere.tar.gz", "service_manager": "none"}"""),
        new("github_runner_info", GitHub, """{"prune_offline": true}"""),
        new("github_token_info", GitHub, "{}"),
        new("github_workflow_dispatch", GitHub, """{"workflow": "build.yml", "ref": "main"}"""),

        new("gitlab_project", GitLab, """{"project": "cloud/kayobe-config", "build_timeout": "12h"}"""),
        new("gitlab_project_variable", GitLab, """{"project": "cloud/kayobe-config", "key": "KEY", "value": "SECRET"}"""),
        new("gitlab_runner", GitLab, """{"project": "cloud/kayobe-config", "description": "a", "token_file": "FOLDER/token"}"""),
        new("gitlab_runner_info", GitLab, """{"project": "cloud/kayobe-config"}"""),
        new("gitlab_pipeline_schedule", GitLab,
            """{"project": "cloud/kayobe-config", "description": "a", "ref": "main", "cron": "0 4 * * *"}"""),
        new("gitlab_pipeline_trigger", GitLab, """{"project": "cloud/kayobe-config", "ref": "main"}"""),
        new("gitlab_token_info", GitLab, """{"project": "cloud/kayobe-config"}"""),

        new("openbao_info", OpenBao, "{}"),
        new("openbao_init", OpenBao, """{"keys_file": "FOLDER/keys.json"}"""),
        new("openbao_unseal", OpenBao, """{"keys": ["HEX"]}"""),
        new("openbao_rekey", OpenBao, """{"keys_file": "FOLDER/keys.json", "keys": ["HEX"]}"""),
        new("openbao_token", OpenBao, """{"token_file": "FOLDER/token", "policies": ["app"]}"""),
        new("openbao_snapshot", OpenBao, """{"path": "FOLDER/snapshot"}"""),
        new("openbao_secret_engine", OpenBao, """{"path": "kv", "type": "kv"}"""),
        new("openbao_auth_method", OpenBao, """{"path": "jwt", "type": "jwt"}"""),
        new("openbao_kv", OpenBao, """{"mount": "kv", "path": "a", "data": {"key": "SECRET"}}"""),
        new("openbao_kv_info", OpenBao, """{"mount": "kv", "paths": ["a"]}"""),
        new("openbao_policy", OpenBao, """{"name": "app", "rules": "path \"kv/*\" { capabilities = [\"read\"] }"}"""),
        new("openbao_jwt_config", OpenBao, """{"jwks_url": "https://gitlab.example.com/oauth/discovery/keys"}"""),
        new("openbao_jwt_role", OpenBao, """{"name": "gitlab", "bound_audiences": ["a"], "bound_claims": {"project_id": "22"}}"""),
        new("openbao_pki_certificate", OpenBao,
            """{"role": "app", "common_name": "a.example.com", "certificate_path": "FOLDER/crt", "key_path": "FOLDER/key"}"""),
    ];

    private const string Hex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00";

    /// <summary>Those that are there, by what they ask.</summary>
    public static IEnumerable<string> Names => Catalog.Modules
        .Where(module => module.Arguments.Arguments.Any(argument =>
            argument == GitHubConnection.ApiUrl || argument == GitLabConnection.Url || argument == BaoConnection.Url))
        .Select(module => module.Name);

    public string TokenOption => Server == GitLab ? "api_token" : "token";

    private string AddressOption => Server == OpenBao ? "url" : "api_url";

    /// <summary>Whether it asks with a token at all.</summary>
    public bool HasToken => Module is not ("openbao_info" or "openbao_init" or "openbao_unseal");

    /// <summary>Runs it.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="checkMode">Whether it only foresees.</param>
    /// <param name="token">Another than the secret one.</param>
    public Task<JsonObject> RunAsync(string address, string folder, bool checkMode, string token = Secret)
    {
        var all = JsonNode.Parse(Arguments.Replace(FilesBelow, folder, StringComparison.Ordinal)
            .Replace("SECRET", Secret, StringComparison.Ordinal).Replace("HEX", Hex, StringComparison.Ordinal))!.AsObject();
        all[AddressOption] = address;
        if (HasToken)
        {
            all[TokenOption] = token;
        }

        if (Server == GitHub)
        {
            (all["owner"], all["repo"]) = ("acme", "kayobe-config");
        }

        return Calling.RunAsync(Module, all, checkMode);
    }
}
