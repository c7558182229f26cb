// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Sandbox.Content;

/// <summary>The content app's way of saying no: a line of plain text.</summary>
internal static class Refusal
{
    public static Task NotFoundAsync(HttpContext context) => WriteAsync(context, 404, "Not Found");

    public static async Task WriteAsync(HttpContext context, int status, string reason)
    {
        var bytes = Encoding.UTF8.GetBytes($"{status}: {reason}");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
