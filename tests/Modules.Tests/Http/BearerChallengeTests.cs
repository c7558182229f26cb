// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http;

namespace Modules.Tests.Http;

/// <summary>What registries demand, however they write it.</summary>
public sealed class BearerChallengeTests
{
    [Theory]
    [
        InlineData(
            "realm=\"https://auth.example/token\",service=\"registry\",scope=\"repository:a:pull\"",
            "https://auth.example/token?service=registry&scope=repository%3Aa%3Apull"),
    ]
    [InlineData("realm=\"https://auth.example/token\", scope=\"a\", scope=\"b\"", "https://auth.example/token?scope=a&scope=b")]
    [InlineData("Realm=\"https://auth.example/token?x=1\", Service=plain", "https://auth.example/token?x=1&service=plain")]
    [InlineData("realm=\"https://auth.example/token\",realm=\"https://other.example/\"", "https://auth.example/token")]
    [InlineData("realm=\"https://auth.example/token\",service=\"a \\\"b\\\"\"", "https://auth.example/token?service=a%20%22b%22")]
    public void Is_asked_for(string parameters, string address) =>
        Assert.Equal(address, BearerChallenge.Parse(parameters)!.Address.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("realm")]
    [InlineData("realm=\"/token\"")]
    [InlineData("realm=\"file:///etc/passwd\"")]
    [InlineData("realm=\"https://\"")]
    [InlineData("service=\"x\"")]
    public void Without_a_place_on_the_web_there_is_no_token(string parameters) => Assert.Null(BearerChallenge.Parse(parameters));
}
