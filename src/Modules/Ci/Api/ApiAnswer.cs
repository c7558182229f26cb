// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Modules.Ci.Api;

/// <summary>What a server answered.</summary>
/// <param name="Status">A success, or a status that was asked about.</param>
/// <param name="Body">Null where there is none.</param>
/// <param name="Headers">Where lists go on, among others.</param>
/// <param name="Url">What was asked.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders? Headers, Uri Url)
{
    /// <summary>The body's object; empty where it is none.</summary>
    public JsonObject Fields => Body as JsonObject ?? [];

    /// <summary>Whether it is a success.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
