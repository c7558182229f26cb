// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.OpenBao.Server;

/// <summary>
/// What the running server has read: the files as they were at its start, or at the last reload, which is written down beside them because
/// the engine knows of starts only. A start seals the server, so what a reload takes must not be one.
/// </summary>
/// <param name="Text">The configuration; null where it was replaced since, and nobody knows it.</param>
/// <param name="Certificate">What tells the listener's certificate from another; empty for none.</param>
internal sealed record LoadedConfiguration(string? Text, string Certificate)
{
    /// <summary>Its name ends in neither .json nor .hcl, which OpenBao would read.</summary>
    private const string Mark = "openbao.loaded";

    /// <summary>What OpenBao takes up on SIGHUP, beside its certificates.</summary>
    private static readonly string[] Reloadable = ["log_level", "audit"];

    /// <param name="folder">Where the configuration lies.</param>
    /// <param name="started">When the container was started, as the engine writes it.</param>
    /// <param name="file">The configuration that lies there; null for none.</param>
    /// <param name="written">When it was written.</param>
    /// <param name="certificate">The listener's certificate on this host; null for none.</param>
    public static LoadedConfiguration Of(string folder, string started, string? file, DateTimeOffset written, FileInfo? certificate)
    {
        if (MarkOf(folder) is { } mark && (string?)mark["started"] == started)
        {
            return new((string?)mark["configuration"], (string?)mark["certificate"] ?? "");
        }

        var start = DateTimeOffset.Parse(started, System.Globalization.CultureInfo.InvariantCulture);
        return new(
            start >= written ? file : null,
            certificate is not { Exists: true } ? ""
                : start >= certificate.LastWriteTimeUtc ? DigestOf(certificate)
                : "another");
    }

    /// <summary>What tells a certificate from another.</summary>
    public static string DigestOf(FileInfo? certificate) => certificate is { Exists: true }
        ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(certificate.FullName)))
        : "";

    /// <summary>Writes down that a reload has taken it.</summary>
    public void Keep(string folder, string started)
    {
        var mark = new JsonObject { ["started"] = started, ["configuration"] = Text, ["certificate"] = Certificate };
        try
        {
            WholeFile.Write(Path.Combine(folder, Mark), Encoding.UTF8.GetBytes(mark.ToJsonString()));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Make it possible to write '{Path.Combine(folder, Mark)}': {failure.Message}", failure);
        }
    }

    /// <summary>Takes away what was written down.</summary>
    public static void Forget(string folder)
    {
        if (File.Exists(Path.Combine(folder, Mark)))
        {
            File.Delete(Path.Combine(folder, Mark));
        }
    }

    /// <summary>Whether a reload is enough for another configuration.</summary>
    public bool TakesByReload(string wanted) => Text is not null && JsonNode.DeepEquals(Fixed(Text), Fixed(wanted));

    private static JsonObject? Fixed(string text)
    {
        var settings = Parsed(text);
        foreach (var name in Reloadable)
        {
            _ = settings?.Remove(name);
        }

        return settings;
    }

    private static JsonObject? MarkOf(string folder)
    {
        try
        {
            return Parsed(File.ReadAllText(Path.Combine(folder, Mark)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
