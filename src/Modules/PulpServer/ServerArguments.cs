// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Pulp.Session;

namespace Modules.PulpServer;

/// <summary>What a playbook may write.</summary>
internal static class ServerArguments
{
    public const string Present = "present";
    public const string Stopped = "stopped";
    public const string Absent = "absent";
    public const string Configured = "configured";
    public const string Current = "current";

    public static readonly Argument<string?> State = Argument.Choice("state", Present, Stopped, Absent, Configured, Current);
    public static readonly Argument<string?> Image = Argument.Text("image");
    public static readonly Argument<string?> Pull = Argument.Choice("pull", "missing", "always", "never") with { Default = "missing" };
    public static readonly Argument<string?> ContainerName = Argument.Text("container_name") with { Default = "pulp" };
    public static readonly Argument<string?> ConfPath = Argument.Path("conf_path");
    public static readonly Argument<IReadOnlyList<string>?> Volumes = Argument.TextList("volumes") with
    {
        Default = new JsonArray("pulp_storage:/var/lib/pulp", "pulp_pgsql:/var/lib/pgsql", "pulp_containers:/var/lib/containers"),
    };

    public static readonly Argument<string?> NetworkMode = Argument.Text("network_mode") with { Default = "host" };
    public static readonly Argument<IReadOnlyList<string>?> Ports = Argument.TextList("ports");
    public static readonly Argument<JsonObject?> Env = Argument.Mapping("env") with { Secrecy = Secrecy.Entries };
    public static readonly Argument<string?> RestartPolicy =
        Argument.Choice("restart_policy", "no", "on-failure", "always", "unless-stopped") with { Default = "unless-stopped" };

    public static readonly Argument<string?> Recreate = Argument.Choice("recreate", "auto", "always") with { Default = "auto" };

    public static readonly Argument<string?> ContentOrigin = Argument.Text("content_origin");
    public static readonly Argument<bool> TokenAuthDisabled = Argument.Flag("token_auth_disabled", otherwise: true);
    public static readonly Argument<bool> Analytics = Argument.Flag("analytics", otherwise: false);
    public static readonly Argument<IReadOnlyList<string>?> AllowedContentChecksums = Argument.TextList("allowed_content_checksums");
    public static readonly Argument<IReadOnlyList<string>?> AllowedImportPaths = Argument.TextList("allowed_import_paths");
    public static readonly Argument<IReadOnlyList<string>?> AllowedExportPaths = Argument.TextList("allowed_export_paths");
    public static readonly Argument<JsonObject?> Settings = Argument.Mapping("settings") with { Secrecy = Secrecy.Named };
    public static readonly Argument<string?> TlsCertificate = Argument.Text("tls_certificate");
    public static readonly Argument<string?> TlsKey = Argument.Text("tls_key") with { Secrecy = Secrecy.Named };

    public static readonly Argument<long?> Workers = Argument.Number("workers");
    public static readonly Argument<long?> ApiWorkers = Argument.Number("api_workers");
    public static readonly Argument<long?> ContentWorkers = Argument.Number("content_workers");
    public static readonly Argument<long> DatabaseConnections = Argument.Number("database_connections", otherwise: 100);

    public static readonly Argument<ArgumentValues?> Login = Argument.Mapping(
        "login",
        new ArgumentSpec(
            [Connection.PulpUrl, Connection.Username, Connection.Password, Connection.ValidateCertificates, Connection.Authorities]));

    public static readonly Argument<string?> RunningTasks =
        Argument.Choice("running_tasks", "refuse", "interrupt") with { Default = "refuse" };
    public static readonly Argument<long> FreeBytes = Argument.Number("free_bytes", otherwise: 5_000_000_000);

    public static readonly Argument<string?> UnsupportedUpgrade =
        Argument.Choice("unsupported_upgrade", "refuse", "allow") with { Default = "refuse" };
    public static readonly Argument<long> ReadyTimeout = Argument.Seconds("ready_timeout", otherwise: 300);

    public static readonly ArgumentSpec Spec = new(
        [
            State, Image, Pull, ContainerName, ConfPath, Volumes, NetworkMode, Ports, Env, RestartPolicy, Recreate,
            ContentOrigin, TokenAuthDisabled, Analytics, AllowedContentChecksums, AllowedImportPaths, AllowedExportPaths, Settings,
            TlsCertificate, TlsKey,
            Workers, ApiWorkers, ContentWorkers, DatabaseConnections, Login, RunningTasks, FreeBytes, UnsupportedUpgrade,
            DataMigrations.Wanted, ReadyTimeout,
            .. EngineArguments.All,
        ],
        [
            new RequiredTogether(TlsCertificate, TlsKey),
            new RequiredIf(State, Present, Image, ConfPath, ContentOrigin),
            new RequiredIf(State, Stopped, Image, ConfPath, ContentOrigin),
            new RequiredIf(State, Configured, ConfPath, ContentOrigin),
            new RequiredIf(State, Current, ConfPath, ContentOrigin),
        ]);
}
