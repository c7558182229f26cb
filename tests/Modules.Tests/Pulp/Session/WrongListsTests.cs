// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Session;

/// <summary>JSON that no Pulp says, from a proxy or another server: told as what it is, and never read without end.</summary>
public sealed class WrongListsTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"count":1,"next":null,"results":null}""")]
    [InlineData("""{"count":1,"next":null,"results":[]}""")]
    [InlineData("""{"count":1,"next":null,"results":[null]}""")]
    [InlineData("""{"count":1,"next":null,"results":[1]}""")]
    [InlineData("""{"count":1,"next":null,"results":["x"]}""")]
    [InlineData("""{"count":1,"next":null,"results":"x"}""")]
    [InlineData("""{"count":"1","next":null,"results":[]}""")]
    [InlineData("""{"count":null,"next":null,"results":[]}""")]
    [InlineData("""{"count":1e400,"next":null,"results":[]}""")]
    [InlineData("""{"count":1,"next":null,"results":[{"pulp_href":7}]}""")]
    [InlineData("""{"count":1,"next":null,"results":[{"pulp_href":["x"]}]}""")]
    public async Task What_is_no_list_is_told(string body)
    {
        using var server = new AnyFiles(_ => (200, Encoding.UTF8.GetBytes(body)));
        var told = (string?)(await Calling.RunAsync(
            "rpm_repository", server.Address, """{"name":"x","state":"present"}"""))["msg"];
        Assert.DoesNotContain("bug", told, StringComparison.Ordinal);
        Assert.StartsWith("Check pulp_url: ", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_always_goes_on_ends_where_it_says()
    {
        const string Page = """{"count":3,"next":"http://pulp.example/","results":[{"pulp_href":"/a/"}]}""";
        using var server = new AnyFiles(_ => (200, Encoding.UTF8.GetBytes(Page)));
        var answer = await Calling.RunAsync("rpm_repository", server.Address);
        Assert.Equal(3, answer["repositories"]!.AsArray().Count);
    }
}
