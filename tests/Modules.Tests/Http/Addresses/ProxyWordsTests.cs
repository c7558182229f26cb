// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http;
using Modules.Http.Addresses;
using Modules.Tests.Infra;
using static Modules.Tests.Infra.ScriptedServer;
using Routes = Modules.Http.Addresses.Proxies;

namespace Modules.Tests.Http.Addresses;

/// <summary>A proxy that is not there, or does not lead on, is named with who named it; the server behind it is not blamed.</summary>
public sealed class ProxyWordsTests
{
    private static readonly AddressOptions Options = new("pulp_url", "ca_cert", "validate_certs", "Is Pulp running there?");

    [Theory]
    [InlineData("http://pulp.example.com", "http_proxy")]
    [InlineData("https://pulp.example.com", "HTTPS_PROXY")]
    public async Task A_dead_proxy(string server, string variable) => await ToldAsync(
        server,
        variable,
        "http://127.0.0.1:9",
        NoAnswerKind.Proxy,
        $"the proxy 127.0.0.1:9, which {variable} names, cannot be reached: Connection refused",
        "or name pulp.example.com in no_proxy");

    [Theory]
    [InlineData("http://pulp.example.com", "http_proxy")]
    [InlineData("https://pulp.example.com", "all_proxy")]
    public async Task A_proxy_whose_name_is_not_known(string server, string variable) => await ToldAsync(
        server,
        variable,
        "proxy.invalid:3128",
        NoAnswerKind.Proxy,
        $"the name 'proxy.invalid' of the proxy proxy.invalid:3128, which {variable} names, cannot be resolved. Check {variable}");

    [Theory]
    [InlineData("407 Proxy Authentication Required", NoAnswerKind.ProxyLogin, "wants a login (407). Give it in https_proxy")]
    [InlineData("403 Forbidden", NoAnswerKind.Proxy, "does not lead to pulp.example.com (403). Check https_proxy")]
    [InlineData("502 Bad Gateway", NoAnswerKind.Proxy, "does not lead to pulp.example.com (502)")]
    public async Task A_proxy_that_does_not_lead_on(string status, object kind, string words)
    {
        using var proxy = new ScriptedServer(Answer(status, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"));
        await ToldAsync("https://pulp.example.com", "https_proxy", proxy.Address, (NoAnswerKind)kind, words);
    }

    [Fact]
    public async Task A_proxy_that_a_remote_names()
    {
        var told = await WhyAsync("http://pulp.example.com", Routes.Of(ProxyRoute.Parse("http://127.0.0.1:9", "proxy_url")));
        Assert.EndsWith("Check proxy_url", told.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_off_behind_a_proxy_says_that_there_is_one()
    {
        using var proxy = new ScriptedServer("", "", "", "", "", "");
        await ToldAsync(
            "http://pulp.example.com", "http_proxy", proxy.Address, NoAnswerKind.Broken, "It was asked through the proxy 127.0.0.1:");
    }

    [Fact]
    public async Task The_login_of_a_proxy_is_given_to_it()
    {
        using var proxy = new ScriptedServer(
            Answer("407 Proxy Authentication Required", "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"), Answer("200 OK", "{}"));
        var login = Routes.From(
            new ProxyVariables(
                new Dictionary<string,
                string> { ["http_proxy"] = proxy.Address.Replace("://", "://me:secret@", StringComparison.Ordinal) }));
        using var http = HttpClients.Open(new HttpSettings(new("http://pulp.example.com")) { Proxies = login });
        using var answer = await http.GetAsync(new Uri("http://pulp.example.com/"));
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(2, proxy.Requests.Count);
    }

    private static async Task ToldAsync(string server, string variable, string proxy, NoAnswerKind kind, params string[] words)
    {
        var told = await WhyAsync(server, Routes.From(new ProxyVariables(new Dictionary<string, string> { [variable] = proxy })));
        Assert.Equal(kind, told.Kind);
        Assert.All(words, word => Assert.Contains(word, told.Why, StringComparison.Ordinal));
        Assert.DoesNotContain("Pulp", told.Why, StringComparison.Ordinal);
    }

    private static async Task<NoAnswer> WhyAsync(string server, Routes proxies)
    {
        using var http = HttpClients.Open(new HttpSettings(new(server)) { Proxies = proxies, AnswerTimeout = TimeSpan.FromSeconds(60) });
        return NoAnswer.Of(new(server), await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync(new Uri(server))), Options);
    }
}
