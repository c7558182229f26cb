// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Builder.Volumes;
using Modules.Containers.Engine;
using Modules.Http.Addresses;

namespace Modules.Builder.Preflight;

/// <summary>A checkout that is to be there.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Branch">Its branch; null for any.</param>
internal sealed record WantedCheckout(string Path, string? Branch);

/// <summary>A registry and who pushes to it.</summary>
/// <param name="Name">Host and port.</param>
/// <param name="Username">Who logs in; null where the call does not say.</param>
/// <param name="Password">The password.</param>
internal sealed record WantedRegistry(string Name, string? Username, string? Password);

/// <summary>What the host is held to.</summary>
internal sealed record PreflightSettings(EnvironmentNeeds Needs, EngineAddress Engine)
{
    /// <summary>Answers without a login, and refuses a wrong one.</summary>
    private const string StatusPath = "pulp/api/v3/status/";

    /// <summary>Open to everybody, also where the REST API is closed.</summary>
    private const string ContentPath = "pulp/content/";

    public required IReadOnlyDictionary<string, long> Space { get; init; }

    public required bool NeedsLvm { get; init; }

    public required string Bridge { get; init; }

    public required string Port { get; init; }

    public required string Address { get; init; }

    public required string VaultPasswordFile { get; init; }

    public required IReadOnlyList<WantedCheckout> Checkouts { get; init; }

    public required WantedRegistry? Registry { get; init; }

    public required IReadOnlyList<AskedServer> Servers { get; init; }

    /// <summary>What has to be free, where the engine keeps its images.</summary>
    /// <param name="folder">The engine's folder; null where it is not known.</param>
    public IEnumerable<KeyValuePair<string, long>> SpaceFor(string? folder) => Space.Select(pair =>
        ReferenceEquals(Space, Needs.Space) && folder is not null && pair.Key == EnvironmentNeeds.UsualFolder
            ? new(folder, pair.Value)
            : pair);

    /// <exception cref="ModuleException">A size, a path, an address or a URL is none.</exception>
    public static PreflightSettings Read(Invocation run)
    {
        var needs = EnvironmentNeeds.All.Single(each => each.Name == run.Get(PreflightArguments.Environment));
        var space = run.Get(PreflightArguments.Space)?.ToDictionary(pair => Rooted(pair.Key), pair => Size(pair.Key, pair.Value));
        return new PreflightSettings(needs, EngineArguments.Address(run))
        {
            Space = space ?? needs.Space,
            NeedsLvm = run.Get(PreflightArguments.Lvm) ?? needs.NeedsLvm,
            Bridge = Named(run, PreflightArguments.Interface),
            Port = Named(run, PreflightArguments.Port),
            Address = Inside(run.Get(PreflightArguments.Address)!),
            VaultPasswordFile = run.Get(PreflightArguments.VaultPasswordFile) is { Length: > 0 } file ? file : throw new ModuleException(
                "Give the path of the file with the vault's password as vault_password_file, or leave it out: it is empty."),
            Checkouts = [.. (run.Get(PreflightArguments.Checkouts) ?? []).Select(item => new WantedCheckout(
                item.Get(PreflightArguments.CheckoutPath),
                item.Get(PreflightArguments.Branch)))],
            Registry = run.Get(PreflightArguments.Registry) is { Length: > 0 } registry // without a name, an engine asks its hub
                ? new WantedRegistry(
                    registry, run.Get(PreflightArguments.RegistryUsername), run.Get(PreflightArguments.RegistryPassword))
                : null,
            Servers = [.. ReadServers(run)],
        };
    }

    private static string Rooted(string path) => Path.IsPathRooted(path)
        ? path
        : throw new ModuleException($"Give the paths of space from the root on, like /home: '{path}' is none.");

    private static long Size(string path, JsonNode? written) =>
        written is JsonValue value && VolumeSize.Bytes(value.ToString()) is { } bytes
            ? bytes
            : throw new ModuleException(
                $"Give the space at {path} as a size such as 4G or 500m: '{written?.ToJsonString().Trim('"')}' is none.");

    private static string Named(Invocation run, Argument<string?> option) => run.Get(option) is { Length: > 0 } name
        ? name
        : throw new ModuleException($"Give the name of an interface as {option.Name}, or leave it out: it is empty.");

    /// <summary>As the kernel writes it, which is asked.</summary>
    private static string Inside(string address) =>
        FullAddress.WithLength(address) is var (host, length)
            ? $"{host}/{length}"
            : throw new ModuleException(
                $"Give address with the length of its network, like 192.168.33.3/24: '{address}' is no such address.");

    private static IEnumerable<AskedServer> ReadServers(Invocation run)
    {
        if (run.Get(PreflightArguments.MirrorUrl) is { } mirror)
        {
            var option = PreflightArguments.MirrorUrl.Name;
            var username = run.Get(PreflightArguments.MirrorUsername);
            yield return new AskedServer("package repositories", Url(mirror, StatusPath, option), option)
            {
                Username = username,
                Password = run.Get(PreflightArguments.MirrorPassword),
                TakesLogin = username is not null,
            };
        }

        if (run.Get(PreflightArguments.ProxyUrl) is { } proxy)
        {
            var option = PreflightArguments.ProxyUrl.Name;
            var path = run.Get(PreflightArguments.ProxyPath)?.TrimStart('/');
            yield return new AskedServer("authenticating proxy", Url(proxy, path ?? StatusPath, option), option)
            {
                BringsLogin = true,
                TakesLogin = true,
                WhereClosed = path is null ? Url(proxy, ContentPath, option) : null,
            };
        }
    }

    private static Uri Url(string text, string path, string option) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? new Uri(url, path)
            : throw new ModuleException(
                $"Give scheme, host and port in {option}, like https://pulp.example.org, and no login: "
                    + $"'{text[(text.LastIndexOf('@') + 1)..]}' is no such URL.");
}
