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
        if (run.Get(BindAddress) is { Length: > 0 } address && address != Loopback)
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

    /// <summary>With its scheme: without one clients cannot ask there.</summary>
    private static string Url(Argument argument, string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0
        && url.Scheme is "http" or "https"
        ? text
        : throw new ModuleException($"Give scheme, host and port in {argument.Name}, like http://127.0.0.1:8200: '{text}' is no URL.");
}
