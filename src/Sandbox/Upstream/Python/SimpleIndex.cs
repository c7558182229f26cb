// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Sandbox.Upstream.Python;

/// <summary>A file a Python index offers.</summary>
internal sealed record PythonFile(string Project, string Version, string FileName, string? Sha256, Uri Url)
{
    public string PackageType => FileName.EndsWith(".whl", StringComparison.Ordinal) ? "bdist_wheel" : "sdist";
}

/// <summary>The "simple" index of PEP 503: a page of links a project.</summary>
internal static partial class SimpleIndex
{
    public static string Normalize(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    public static IEnumerable<PythonFile> Parse(string project, byte[] html, Uri page) =>
        from match in Anchor().Matches(Encoding.UTF8.GetString(html))
        let url = new Uri(page, WebUtility.HtmlDecode(match.Groups[1].Value))
        let file = Uri.UnescapeDataString(url.Segments[^1])
        let version = Version(file)
        where version is not null
        select new PythonFile(project, version, file, Checksum().Match(url.Fragment) is { Success: true } sum ? sum.Groups[1].Value : null,
            new UriBuilder(url) { Fragment = "" }.Uri);

    private static string? Version(string file) =>
        (file.EndsWith(".whl", StringComparison.Ordinal) ? Wheel() : SourceArchive()).Match(file) is { Success: true } match
            ? match.Groups[1].Value
            : null;

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();

    [GeneratedRegex("<a\\s[^>]*?href\\s*=\\s*[\"']([^\"']+)[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex Anchor();

    [GeneratedRegex("sha256=([0-9a-f]{64})")]
    private static partial Regex Checksum();

    [GeneratedRegex("^[^-]+-([^-]+)-")]
    private static partial Regex Wheel();

    [GeneratedRegex("-([0-9][^-]*?)\\.(?:tar\\.gz|tar\\.bz2|zip)$")]
    private static partial Regex SourceArchive();
}
