// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Http;

namespace Modules.Ci.OpenBao;

/// <summary>What a token may do, for check mode: a write that it may not do is refused there, too. Nothing is changed by asking.</summary>
/// <param name="client">Asks.</param>
/// <param name="bao">Is asked.</param>
internal sealed class TokenRights(ApiClient client, IOpenBao bao)
{
    private const string Everything = "root";

    /// <summary>What each token may do with itself lies below the one and ends in the other.</summary>
    private const string Tokens = "auth/token/";
    private const string OwnPath = "-self";

    /// <summary>Whatever else is answered, it does not tell: a token may be forbidden to ask even what it may do.</summary>
    private static readonly IReadOnlyList<HttpStatusCode> Any =
        [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed];

    /// <param name="path">Where, as it is asked for.</param>
    /// <param name="one">One of these is enough.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ModuleException">The token has none of them.</exception>
    public async Task RequireAsync(string path, IReadOnlyList<string> one, CancellationToken ct)
    {
        var plain = Uri.UnescapeDataString(path["/v1/".Length..]);
        if (plain.StartsWith(Tokens, StringComparison.Ordinal) && plain.EndsWith(OwnPath, StringComparison.Ordinal))
        {
            return;
        }

        var rights = await RightsAsync(plain, ct);
        if (rights.Count == 0 || rights.Contains(Everything))
        {
            return;
        }

        if (!one.Any(rights.Contains) || (NeedsSudo(plain) && !rights.Contains("sudo")))
        {
            throw new ModuleException(
                $"Give the token a policy that allows this: it is good, but lacks the right. On '{plain}' it needs "
                    + $"{string.Join(" or ", one)}{(NeedsSudo(plain) ? ", and sudo" : "")}, and has {string.Join(", ", rights)}. "
                    + "Nothing was sent.");
        }
    }

    /// <summary>None where it cannot be told. Who may do everything is not asked for more, and neither is who is not known.</summary>
    private async Task<List<string>> RightsAsync(string plain, CancellationToken ct)
    {
        try
        {
            var own = await client.AskAsync(() => bao.ReadAsync(OpenBaoApi.Self, ct), ct, Any);
            if (Texts(JsonNodes.Map(own.Fields, "data")?["policies"]) is not { Count: > 0 } policies || policies.Contains(Everything))
            {
                return [];
            }

            var answer = await client.AskAsync(
                () => bao.WriteAsync("/v1/sys/capabilities-self", new JsonObject { ["paths"] = new JsonArray(plain) }, ct), ct, Any);
            return Texts(JsonNodes.Map(answer.Fields, "data")?[plain]);
        }
        catch (ModuleException failure) when (failure.Cause is NoAnswer)
        {
            return [];
        }
    }

    /// <summary>What OpenBao asks more for than the right to write.</summary>
    private static bool NeedsSudo(string path) =>
        path.StartsWith("sys/auth/", StringComparison.Ordinal) && !path.EndsWith("/tune", StringComparison.Ordinal);

    private static List<string> Texts(JsonNode? node) =>
        [.. (node as JsonArray ?? []).OfType<JsonValue>().Select(each => each.ToString())];
}
