// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Sandbox.Http;

/// <summary>The pages Django answers with where no view is concerned.</summary>
internal static class Pages
{
    public static Task NotFoundAsync(HttpResponse response) =>
        WriteAsync(response, 404, "Not Found", "The requested resource was not found on this server.");

    /// <summary>Not Django's: what runs it reads no longer lines.</summary>
    public static Task TooLongAsync(HttpResponse response, int length, int most) =>
        WriteAsync(response, 400, "Bad Request", $"Request Line is too large ({length} &gt; {most})");

    public static Task ServerErrorAsync(HttpResponse response) => WriteAsync(response, 500, "Server Error (500)", "");

    private static async Task WriteAsync(HttpResponse response, int status, string title, string text)
    {
        var page = Encoding.UTF8.GetBytes(
            $"\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>{title}</title>\n</head>\n"
            + $"<body>\n  <h1>{title}</h1><p>{text}</p>\n</body>\n</html>\n");
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        await response.Body.WriteAsync(page);
    }
}
