// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.RunnerConfig;

/// <summary>What a playbook may write of a runner, and where it stands in the file.</summary>
internal static class RunnerArguments
{
    public const string Present = "present";

    public static readonly Argument<string> Name = Argument.RequiredText("name");
    public static readonly Argument<string?> Url = Argument.Text("url");
    public static readonly Argument<string?> Token = Argument.Text("token") with { Secrecy = Secrecy.Secret };
    public static readonly Argument<string?> TokenFile = Argument.Path("token_file");
    public static readonly Argument<string?> State = Argument.Choice("state", Present, "absent") with { Default = Present };
    public static readonly Argument<JsonObject?> DockerTable = Argument.Mapping("docker");
    public static readonly Argument<JsonObject?> ExtraConfigs = Argument.Mapping("extra_configs");

    /// <summary>Options of their own, and the keys that lead to their values.</summary>
    public static readonly IReadOnlyList<(Argument Argument, string[] Path)> Placed =
    [
        (Argument.Text("executor"), ["executor"]),
        (Argument.Number("limit") with { Aliases = ["concurrent_specific"], Minimum = 0 }, ["limit"]),
        (Argument.Number("request_concurrency") with { Minimum = 0 }, ["request_concurrency"]),
        (Argument.Number("output_limit") with { Minimum = 0 }, ["output_limit"]),
        (Argument.TextList("environment") with { Aliases = ["env_vars"], Secrecy = Secrecy.Secret }, ["environment"]),
        (Argument.Text("shell"), ["shell"]),
        (Argument.Text("clone_url"), ["clone_url"]),
        (Argument.Text("builds_dir"), ["builds_dir"]),
        (Argument.Text("cache_dir"), ["cache_dir"]),
        (Argument.Text("tls_ca_file"), ["tls-ca-file"]),
        (Argument.Text("pre_clone_script"), ["pre_get_sources_script"]),
        (Argument.Text("pre_build_script"), ["pre_build_script"]),
        (Argument.Text("post_build_script"), ["post_build_script"]),
        (Argument.Mapping("feature_flags"), ["feature_flags"]),
        (Argument.Text("docker_image"), ["docker", "image"]),
        (Argument.Text("docker_helper_image"), ["docker", "helper_image"]),
        (Argument.Flag("docker_privileged"), ["docker", "privileged"]),
        (Argument.TextList("docker_volumes"), ["docker", "volumes"]),
        (Argument.TextList("docker_pull_policy"), ["docker", "pull_policy"]),
        (Argument.TextList("docker_allowed_pull_policies"), ["docker", "allowed_pull_policies"]),
        (Argument.Text("docker_network_mode"), ["docker", "network_mode"]),
        (Argument.TextList("docker_devices"), ["docker", "devices"]),
        (Argument.TextList("docker_dns"), ["docker", "dns"]),
        (Argument.TextList("docker_dns_search"), ["docker", "dns_search"]),
        (Argument.Flag("docker_disable_cache"), ["docker", "disable_cache"]),
        (Argument.Flag("docker_oom_kill_disable"), ["docker", "oom_kill_disable"]),
        (Argument.Flag("docker_tlsverify"), ["docker", "tls_verify"]),
        (Argument.Number("docker_wait_for_services_timeout"), ["docker", "wait_for_services_timeout"]),
        (Argument.Text("ssh_user"), ["ssh", "user"]),
        (Argument.Text("ssh_host"), ["ssh", "host"]),
        (Argument.Text("ssh_port"), ["ssh", "port"]),
        (Hidden("ssh_password"), ["ssh", "password"]),
        (Argument.Text("ssh_identity_file"), ["ssh", "identity_file"]),
        (Argument.Text("cache_type"), ["cache", "Type"]),
        (Argument.Text("cache_path"), ["cache", "Path"]),
        (Argument.Flag("cache_shared"), ["cache", "Shared"]),
        (Argument.Text("cache_s3_server_address"), ["cache", "s3", "ServerAddress"]),
        (Argument.Text("cache_s3_access_key"), ["cache", "s3", "AccessKey"]),
        (Hidden("cache_s3_secret_key"), ["cache", "s3", "SecretKey"]),
        (Argument.Text("cache_s3_bucket_name"), ["cache", "s3", "BucketName"]),
        (Argument.Text("cache_s3_bucket_location"), ["cache", "s3", "BucketLocation"]),
        (Argument.Flag("cache_s3_insecure"), ["cache", "s3", "Insecure"]),
        (Argument.Text("cache_gcs_bucket_name"), ["cache", "gcs", "BucketName"]),
        (Argument.Text("cache_gcs_credentials_file"), ["cache", "gcs", "CredentialsFile"]),
        (Argument.Text("cache_gcs_access_id"), ["cache", "gcs", "AccessID"]),
        (Hidden("cache_gcs_private_key"), ["cache", "gcs", "PrivateKey"]),
        (Argument.Text("cache_azure_account_name"), ["cache", "azure", "AccountName"]),
        (Hidden("cache_azure_account_key"), ["cache", "azure", "AccountKey"]),
        (Argument.Text("cache_azure_container_name"), ["cache", "azure", "ContainerName"]),
        (Argument.Text("cache_azure_storage_domain"), ["cache", "azure", "StorageDomain"]),
    ];

    /// <summary>What GitLab is told of a runner and the file is not: one list of runners serves both.</summary>
    private static readonly IReadOnlyList<Argument> GitLabs =
    [
        Argument.Text("description"), Argument.TextList("tags"), Argument.Flag("run_untagged"), Argument.Flag("locked"),
        Argument.Flag("protected"), Argument.Text("access_level"), Argument.Text("maximum_timeout"), Argument.Flag("rotate"),
    ];

    public static readonly ArgumentSpec Spec = new(
        [
            Name, Url, Token, TokenFile, State, DockerTable, ExtraConfigs, .. Placed.Select(each => each.Argument), .. GitLabs,
        ],
        new MutuallyExclusive(Token, TokenFile));

    private static Argument<string?> Hidden(string name) => Argument.Text(name) with { Secrecy = Secrecy.Secret };
}
