// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Api;

/// <summary>An answer of Pulp that is no success: the <see cref="ModuleException.Cause"/> of the failure that it is told in.</summary>
/// <param name="Method">How was asked.</param>
/// <param name="Url">What was asked.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Body">What it says; null where that is no JSON.</param>
internal sealed record PulpRefusal(HttpMethod Method, Uri Url, HttpStatusCode Status, JsonNode? Body)
{
    /// <summary>Whether a field is refused since another object has its value.</summary>
    public bool SaysTaken(string field) =>
        (Body as JsonObject)?[field] is JsonArray complaints && complaints.Any(each => PulpProse.IsTaken(each?.ToString() ?? ""));

    /// <summary>Whether a failure is that the server has nothing there.</summary>
    public static bool IsMissing(ModuleException failure) => failure.Cause is PulpRefusal { Status: HttpStatusCode.NotFound };
}
