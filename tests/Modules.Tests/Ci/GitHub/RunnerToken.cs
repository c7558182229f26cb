// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Tests.Ci.GitHub;

/// <summary>A token to register with, as somebody who may ask for one hands it over.</summary>
internal static class RunnerToken
{
    public static async Task<string> AskAsync(string address)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{address}/repos/acme/kayobe-config/actions/runners/registration-token");
        request.Headers.Authorization = new("Bearer", "sandbox");
        request.Headers.UserAgent.ParseAdd("tests");
        using var answer = await http.SendAsync(request);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["token"]!;
    }
}
