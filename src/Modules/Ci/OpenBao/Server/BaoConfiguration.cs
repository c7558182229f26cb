// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Planning;
using static Modules.Ci.OpenBao.Server.BaoServerArguments;

namespace Modules.Ci.OpenBao.Server;

/// <summary>The file OpenBao is configured by.</summary>
internal sealed record BaoConfiguration(IReadOnlyDictionary<string, string> Wanted) : IContainerFiles
{
    /// <summary>Where the container sees its folder.</summary>
    public const string Inside = "/openbao/config";

    /// <summary>The file's name.</summary>
    public const string Name = "openbao.json";

    private const string Loopback = "127.0.0.1";
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.General) { WriteIndented = true };

    /// <exception cref="ModuleException">An address that is none.</exception>
    public static BaoConfiguration For(Invocation run)
    {
        Check(run);
        var raft = new JsonObject { ["path"] = "/openbao/file", ["node_id"] = run.Get(NodeId) };
        if (run.Get(RetryJoin) is { Count: > 0 } others)
        {
            raft["retry_join"] = new JsonArray(
                [.. others.Select(other => (JsonNode?)new JsonObject { ["leader_api_addr"] = Url(RetryJoin, other) })]);
        }

        var settings = new JsonObject
        {
            ["cluster_name"] = run.Get(ClusterName),
            ["ui"] = false,
            ["api_addr"] = Url(ApiAddress, run.Get(ApiAddress)!),
            ["cluster_addr"] = Url(ClusterAddress, run.Get(ClusterAddress)!),
            ["listener"] = Listeners(run),
            ["storage"] = new JsonObject { ["raft"] = raft },
        };
        foreach (var (name, value) in run.Get(Settings) ?? [])
        {
            settings[name] = value?.DeepClone();
        }

        return new(new Dictionary<string, string> { [Name] = settings.ToJsonString(Indented) + "\n" });
    }

    /// <summary>The file's text.</summary>
    public string Text => Wanted[Name];

    public bool AreIn(IReadOnlyDictionary<string, string> found) =>
        Wanted.All(file => found.TryGetValue(file.Key, out var text) && text == file.Value);

    public IReadOnlyDictionary<string, string> ToWrite() => Wanted;

    /// <summary>
    /// The folder, as far as this file is concerned. OpenBao reads it under a user of its own, and nothing in it is secret.
    /// </summary>
    public static ConfigurationFolder At(string path) => new(path, new FolderRules(
        folder => File.Exists(Path.Combine(folder, Name)) ? [Name] : [], _ => Readable)
    {
        Shown = (files, _, _) => new(files.Select(file => KeyValuePair.Create(file.Key, JsonNode.Parse(file.Value)))),
    });

    /// <summary>Pipelines ask 127.0.0.1 without TLS, whatever else is listened on.</summary>
    private static JsonArray Listeners(Invocation run)
    {
        var port = run.Get(Port);
        List<JsonNode?> listeners = [Listener($"{Loopback}:{port}", null, null)];
        if (run.Get(BindAddress) is { Length: > 0 } address && !IsLoopback(address))
        {
            if (!IPAddress.TryParse(address, out var parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any))
            {
                throw new ModuleException(
                    $"Give one address of this host in bind_addr: '{address}' is none, or all of them, which the listener at {Loopback} "
                        + "would collide with.");
            }

            listeners.Add(Listener(
                parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{parsed}]:{port}" : $"{parsed}:{port}",
                run.Get(TlsCertificate),
                run.Get(TlsKey)));
        }

        return [.. listeners];
    }

    private static JsonObject Listener(string address, string? certificate, string? key)
    {
        var listener = new JsonObject
        {
            ["address"] = address,
            ["tls_disable"] = certificate is null,
            ["telemetry"] = new JsonObject { ["unauthenticated_metrics_access"] = true },
        };
        if (certificate is not null)
        {
            (listener["tls_cert_file"], listener["tls_key_file"]) = (certificate, key);
        }

        return new JsonObject { ["tcp"] = listener };
    }

    /// <summary>What the server would not start with, or would quietly leave out.</summary>
    private static void Check(Invocation run)
    {
        foreach (var argument in (Argument<string?>[])[ClusterName, NodeId, ContainerName, Image])
        {
            if (run.Get(argument)!.Trim() is not { Length: > 0 } name || name != run.Get(argument) || name.Any(char.IsControl))
            {
                throw new ModuleException($"Give one line without blanks at its ends in {argument.Name}: '{run.Get(argument)}' is none.");
            }
        }

        if (run.Get(TlsCertificate) is not null && (run.Get(BindAddress) is not { Length: > 0 } bind || IsLoopback(bind)))
        {
            throw new ModuleException(
                $"Give another address of this host in {BindAddress.Name} beside {TlsCertificate.Name}: the listener at {Loopback}, which "
                    + "pipelines ask, has no TLS.");
        }

        foreach (var argument in (Argument<string?>[])[TlsCertificate, TlsKey])
        {
            if (run.Get(argument) is { } path && (!path.StartsWith('/') || path.Any(char.IsControl)))
            {
                throw new ModuleException($"Give a path in the container in {argument.Name}, from / on: '{path}' is none.");
            }
        }

        if (run.Get(Settings)?["listener"] is { } listeners
            && !(listeners as JsonArray ?? [listeners.DeepClone()]).Any(each => IsPipelines(each, run.Get(Port))))
        {
            throw new ModuleException(
                $"Keep a listener of address {Loopback}:{run.Get(Port)} with tls_disable: true among those of {Settings.Name}: pipelines "
                    + "ask there.");
        }

        if (Uri.TryCreate(run.Get(ClusterAddress), UriKind.Absolute, out var cluster) && cluster.Port == run.Get(Port))
        {
            throw new ModuleException(
                $"Give another {Port.Name}, or another one in {ClusterAddress.Name}: both are {cluster.Port}, and nodes and clients need "
                    + "one each.");
        }
    }

    private static bool IsLoopback(string address) => IPAddress.TryParse(address, out var parsed) && parsed.Equals(IPAddress.Loopback);

    private static bool IsPipelines(JsonNode? listener, long port) => (listener as JsonObject)?["tcp"] is JsonObject tcp
        && $"{tcp["address"]}" == $"{Loopback}:{port}" && $"{tcp["tls_disable"]}" is "true" or "1";

    /// <summary>With its scheme: without one clients cannot ask there.</summary>
    private static string Url(Argument argument, string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0
        && url.Scheme is "http" or "https"
        ? text
        : throw new ModuleException($"Give scheme, host and port in {argument.Name}, like http://127.0.0.1:8200: '{text}' is no URL.");
}
