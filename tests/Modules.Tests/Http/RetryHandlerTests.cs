// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;
using static Modules.Tests.Infra.ScriptedServer;

namespace Modules.Tests.Http;

/// <summary>What is sent again, and what is not.</summary>
public sealed class RetryHandlerTests
{
    private const string None = """{"count":0,"results":[]}""";
    private const string Status = """{"versions":[]}""";
    private const string Create = """{"name":"r","state":"present"}""";

    public static TheoryData<string> Passing => new()
    {
        "",
        Answer("502 Bad Gateway", "<html>"),
        Answer("503 Service Unavailable", ""),
        Answer("504 Gateway Timeout", ""),
        Answer("429 Too Many Requests", "", "Retry-After: 1\r\n"),
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"versions\":",
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_question_is_asked_again(string trouble)
    {
        using var server = new ScriptedServer(trouble, Answer("200 OK", Status));

        var answer = await Calling.RunAsync("status", server.Address);

        Assert.Null(answer["failed"]);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("500 Internal Server Error")]
    public async Task What_will_not_pass_is_not_asked_again(string status)
    {
        using var server = new ScriptedServer(Answer(status, ""), Answer("200 OK", Status));

        var answer = await Calling.RunAsync("status", server.Address);

        Assert.True((bool)answer["failed"]!);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    public async Task A_change_that_may_have_happened_is_not_sent_again(string trouble)
    {
        using var server = new ScriptedServer(Answer("200 OK", None), trouble, Answer("201 Created", """{"pulp_href":"/x/"}"""));

        var answer = await Calling.RunAsync("rpm_repository", server.Address, Create);

        Assert.True((bool)answer["failed"]!);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_change_that_was_refused_unread_is_sent_again()
    {
        using var server = new ScriptedServer(
            Answer("200 OK", None), Answer("429 Too Many Requests", ""), Answer("201 Created", """{"pulp_href":"/x/","name":"r"}"""));

        var answer = await Calling.RunAsync("rpm_repository", server.Address, Create);

        Assert.True((bool)answer["changed"]!);
        Assert.Equal(3, server.Requests.Count);
    }
}
