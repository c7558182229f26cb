// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.AspNetCore.Http.Features;

namespace Sandbox.Http;

/// <summary>The first line of a request. The server that Pulp's API runs in takes no longer ones, unless told to.</summary>
internal static class RequestLine
{
    public const int Longest = 4094;

    public static int LengthOf(HttpContext context) =>
        context.Request.Method.Length + context.Features.Get<IHttpRequestFeature>()!.RawTarget.Length + " ".Length + " HTTP/1.1".Length;
}
