// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Registry;

/// <summary>JSON answers of the registry API.</summary>
internal static class RegistryAnswer
{
    public static Task RefuseAsync(HttpContext context, RegistryException e)
    {
        context.Response.StatusCode = e.Status;
        return JsonAsync(context, new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject { ["code"] = e.Code, ["message"] = e.Message, ["detail"] = e.Detail }),
        });
    }

    public static async Task JsonAsync(HttpContext context, JsonNode body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
