// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Content;

/// <summary>What kind of file a path is, as far as a browser or a package client cares.</summary>
internal static class ContentTypes
{
    public static string Of(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html",
        ".txt" or ".repo" or ".asc" => "text/plain",
        ".xml" => "text/xml",
        ".json" => "application/json",
        ".gz" or ".tgz" => "application/gzip",
        ".xz" => "application/x-xz",
        ".zst" => "application/zstd",
        ".rpm" => "application/x-rpm",
        ".deb" => "application/vnd.debian.binary-package",
        _ => "application/octet-stream",
    };
}
