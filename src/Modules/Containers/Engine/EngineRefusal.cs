// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using ModuleHost;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>The engine's refusal, in its own words.</summary>
internal sealed record EngineRefusal(HttpStatusCode Status, string Message, string Request)
{
    /// <summary>Docker says <c>message</c>; Podman adds a <c>cause</c>; a proxy in between says anything.</summary>
    public static string Words(string body)
    {
        var words = JsonNodes.Text(JsonNodes.Parse(Encoding.UTF8.GetBytes(body)), "message") ?? body.Trim();
        return words.Length <= Limits.Quoted ? words : $"{words[..Limits.Quoted]}…";
    }

    public ModuleException ForUser() => new($"The container engine refused {Request}: {Message} (HTTP {(int)Status})") { Cause = this };
}
