// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;
using Modules.Files;
using Modules.Http;
using Modules.Http.Addresses;

namespace Modules.Ci.GitHub.Runners;

/// <summary>The programs of a runner: a file, an address with a checksum, or a release of GitHub's, which tells its own checksum.</summary>
/// <param name="Place">Path or address.</param>
/// <param name="Checksum">SHA-256 in lower case; null for a file that is believed.</param>
/// <param name="Version">Null where the place does not say.</param>
internal sealed record RunnerSource(string Place, string? Checksum, string? Version)
{
    private const string Prefix = "sha256:";
    private const string Releases = "https://api.github.com/repos/actions/runner/releases/";

    private bool IsAddress =>
        Place.StartsWith("https://", StringComparison.Ordinal) || Place.StartsWith("http://", StringComparison.Ordinal);

    /// <exception cref="ModuleException">It has no checksum, or GitHub knows no such release.</exception>
    public static async Task<RunnerSource> OfAsync(Invocation run, CancellationToken ct)
    {
        var checksum = run.Get(RunnerArguments.Checksum) is { Length: > 0 } given ? Sha256(given) : null;
        var version = run.Get(RunnerArguments.Version)!.TrimStart('v');
        if (run.Get(RunnerArguments.Source) is { Length: > 0 } place)
        {
            var source = new RunnerSource(place, checksum, version == "latest" ? null : version);
            return source.IsAddress && checksum is null
                ? throw new ModuleException("Give checksum with a source that is an address: what comes over the net is run as a service.")
                : source;
        }

        OpenSsl.Require("The list of the runner's releases");
        using var http = Open(new Uri(Releases));
        http.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
        using var answer = await SendAsync(http, new Uri(Releases + (version == "latest" ? version : $"tags/v{version}")), ct);
        var release = JsonNodes.Parse(await answer.Content.ReadAsByteArrayAsync(ct)) as JsonObject ?? [];
        version = ((string?)release["tag_name"] ?? version).TrimStart('v');
        var name = $"actions-runner-linux-{Architecture}-{version}.tar.gz";
        var asset = (release["assets"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(each => (string?)each["name"] == name)
            ?? throw new ModuleException($"Give source and checksum: GitHub's release {version} of the runner has no {name}.");
        return new(
            (string?)asset["browser_download_url"] ?? "",
            checksum ?? ((string?)asset["digest"] is { } digest && digest.StartsWith(Prefix, StringComparison.Ordinal) ? Sha256(digest)
                : throw new ModuleException($"Give checksum: GitHub does not say that of {name}.")),
            version);
    }

    /// <summary>Unpacks the programs, once they are what they should be.</summary>
    public async Task UnpackAsync(RunnerFolder folder, CancellationToken ct)
    {
        var archive = IsAddress ? folder.In(".actions-runner.tar.gz") : Place;
        try
        {
            if (IsAddress)
            {
                await DownloadAsync(archive, ct);
            }

            await RequireChecksumAsync(archive, ct);
            await using var packed = File.OpenRead(archive);
            await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            folder.BeginUnpacking();
            await TarFile.ExtractToDirectoryAsync(unpacked, folder.Path, overwriteFiles: true, ct);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ModuleException(
                $"Give in source an archive of the runner (.tar.gz), and a dir with room for it: '{Place}' cannot be unpacked into "
                    + $"'{folder.Path}': {failure.Message}",
                failure);
        }
        finally
        {
            if (IsAddress)
            {
                File.Delete(archive);
            }
        }
    }

    private async Task DownloadAsync(string file, CancellationToken ct)
    {
        var address = new Uri(Place);
        OpenSsl.Require(address);
        using var http = Open(address);
        using var answer = await SendAsync(http, address, ct);
        await using var to = File.Create(file);
        await FileLimit.CopyAsync(await answer.Content.ReadAsStreamAsync(ct), to, ct);
    }

    private async Task RequireChecksumAsync(string file, CancellationToken ct)
    {
        if (Checksum is null)
        {
            return;
        }

        OpenSsl.Require("A checksum");
        await using var content = File.OpenRead(file);
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        if (found != Checksum)
        {
            throw new ModuleException($"Check source and checksum: '{Place}' has the SHA-256 {found}, and not {Checksum}.");
        }
    }

    private static HttpClient Open(Uri address) => HttpClients.Open(new HttpSettings(address)
    {
        Proxies = Proxies.FromEnvironment(),
        Attempts = 3,
        Redirects = 5,
        Largest = Limits.File,
    });

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, Uri address, CancellationToken ct)
    {
        try
        {
            var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode
                ? answer
                : throw new ModuleException($"Check source, or version: {address} answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException failure)
        {
            throw new ModuleException($"Give source, a file or an address that is reached: {address} is not. {failure.Message}", failure);
        }
    }

    private static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.Arm => "arm",
        _ => "x64",
    };

    private static string Sha256(string text)
    {
        var hex = (text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text).ToLowerInvariant();
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
            ? hex
            : throw new ModuleException($"Give checksum as sha256: and 64 hexadecimal digits: '{text}' is not that.");
    }
}
