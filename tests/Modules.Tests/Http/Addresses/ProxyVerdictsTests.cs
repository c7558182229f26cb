// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Http.Addresses;
using Tests.Infra;

namespace Modules.Tests.Http.Addresses;

/// <summary>Which proxy leads to an address: as Python's requests decides, which recorded its
/// verdicts (<c>requests_verdicts.py</c>).</summary>
public sealed class ProxyVerdictsTests
{
    [Fact]
    public void The_environment_is_read_as_Pythons_requests_reads_it()
    {
        var verdicts = File.ReadLines(Path.Combine(SourceTree.Root, "tests", "Modules.Tests", "Http", "Addresses", "verdicts.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        var others = verdicts.Where(verdict => Ours(verdict) != (string?)verdict["proxy"])
            .Select(verdict => $"{verdict.ToJsonString()} and not {Ours(verdict) ?? "none"}")
            .ToList();
        Assert.True(verdicts.Count > 900);
        Assert.True(others.Count == 0, string.Join('\n', others));
    }

    [Theory]
    [InlineData("ftp://proxy:1")]
    [InlineData("http://")]
    [InlineData("http://a b:3128")]
    [InlineData("http://me:s3cretly@proxy:port")]
    public void What_is_no_address_of_a_proxy_is_refused_by_the_name_of_its_variable(string text)
    {
        var environment = new ProxyVariables(new Dictionary<string, string> { ["HTTPS_PROXY"] = text });
        var message = Assert.Throws<ModuleHost.ModuleException>(() => environment.For(new("https://pulp.example"))).Message;
        Assert.StartsWith("HTTPS_PROXY '", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cretly", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_in_the_variable_is_the_proxys_alone()
    {
        var route = new ProxyVariables(
            new Dictionary<string, string> { ["https_proxy"] = "http://us%40er:p%3Aw@proxy:3128" }).For(new("https://pulp.example"))!;
        Assert.Equal(("us@er", "p:w", "proxy:3128"), (route.Login!.UserName, route.Login.Password, route.Name));
        Assert.DoesNotContain("p%3Aw", route.Address.ToString(), StringComparison.Ordinal);
    }

    private static string? Ours(JsonNode verdict) =>
        new ProxyVariables(
            verdict["environment"]!.AsObject().ToDictionary(variable => variable.Key, variable => (string)variable.Value!)).For(
                new((string)verdict["url"]!))?.Name;
}
