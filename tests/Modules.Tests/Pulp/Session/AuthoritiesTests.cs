// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Session;

/// <summary>The authorities that Python's requests takes from the environment, for https alone.</summary>
public sealed class AuthoritiesTests
{
    [Theory]
    [InlineData("https", "PULP_CA_BUNDLE", "PULP_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")]
    [InlineData("https", "REQUESTS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")]
    [InlineData("https", "CURL_CA_BUNDLE", "CURL_CA_BUNDLE")]
    [InlineData("http", null, "CURL_CA_BUNDLE")]
    public async Task The_first_variable_that_is_set_is_taken_and_named(string scheme, string? taken, params string[] set)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, new JsonObject { ["pulp_url"] = $"{scheme}://127.0.0.1:9", ["username"] = "admin", ["password"] = "secret" }.ToJsonString());
        var environment = ((string[])["PULP_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
            .ToDictionary(name => name, name => set.Contains(name) ? $"/nowhere/{name}.pem" : "");
        var answer = JsonNode.Parse(Binary.Run(["status", file], "/", environment).Output)!;
        File.Delete(file);

        Assert.Equal(taken is not null, ((string)answer["msg"]!).Contains($"{taken} takes a readable file", StringComparison.Ordinal));
    }
}
