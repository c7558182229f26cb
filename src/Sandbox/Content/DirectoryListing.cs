// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Text;
using Sandbox.Blobs;

namespace Sandbox.Content;

/// <summary>The page a browser gets for a folder.</summary>
internal static class DirectoryListing
{
    /// <summary>Names in a folder: files with their blob, folders (ending in a slash) without; null when there is no such folder.</summary>
    public static SortedDictionary<string, Blob?>? Of(IReadOnlyDictionary<string, Blob> files, string folder)
    {
        var names = new SortedDictionary<string, Blob?>(StringComparer.Ordinal);
        foreach (var (path, blob) in files)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal) && path.Length > folder.Length)
            {
                var slash = path.IndexOf('/', folder.Length);
                names[slash < 0 ? path[folder.Length..] : path[folder.Length..(slash + 1)]] = slash < 0 ? blob : null;
            }
        }

        return names.Count > 0 || folder.Length == 0 ? names : null;
    }

    public static async Task SendAsync(HttpContext context, string path, IEnumerable<KeyValuePair<string, Blob?>> names)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"<html>\n<head><title>Index of {WebUtility.HtmlEncode(path)}</title></head>\n<body bgcolor=\"white\">\n");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<h1>Index of {WebUtility.HtmlEncode(path)}</h1>\n<hr><pre>{(path == ContentApp.Prefix ? "" : "<a href=\"../\">../</a>\n")}");
        foreach (var (name, blob) in names)
        {
            var shown = WebUtility.HtmlEncode(name);
            var link = Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"<a href=\"{WebUtility.HtmlEncode(link)}\">{shown}</a>");
            page.Append(' ', Math.Max(1, 100 - shown.Length)).Append(blob?.Size).Append('\n');
        }

        page.Append("</pre><hr></body>\n</html>\n");
        var bytes = Encoding.UTF8.GetBytes(page.ToString());
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
