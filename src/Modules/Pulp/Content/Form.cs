// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;

namespace Modules.Pulp.Content;

/// <summary>The bodies that are no JSON: what Pulp wants when a file comes along.</summary>
internal static class Form
{
    /// <summary>Fields and a file, streamed from disk.</summary>
    public static HttpContent WithFile(IEnumerable<KeyValuePair<string, string>> fields, string fileName, Stream file)
    {
        // Names are quoted and the boundary is not: the strictest parsers want it so.
        var boundary = Guid.NewGuid().ToString("N");
        var form = new MultipartFormDataContent(boundary);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        foreach (var (name, value) in fields)
        {
            var text = new StringContent(value);
            text.Headers.ContentType = null;
            form.Add(text, Quoted(name));
        }

        var part = new StreamContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        part.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("form-data") { Name = Quoted("file"), FileName = Quoted(fileName) };
        form.Add(part);
        return form;
    }

    /// <summary>Fields only.</summary>
    public static HttpContent Of(IEnumerable<KeyValuePair<string, string>> fields) => new FormUrlEncodedContent(fields);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "%22", StringComparison.Ordinal)}\"";
}
