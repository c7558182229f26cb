// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>What Jinja makes of a variable that is not set: null, or an empty text.</summary>
public sealed class NullsTests
{
    [Theory]
    [
        InlineData(
            "artifact", """{"file":null,"sha256":"0a","state":"present"}""", "state is present but all of the following are missing: file"),
    ]
    [InlineData("artifact", """{"file":null,"state":"present"}""", "state is present but all of the following are missing: file")]
    [InlineData("distributions", """{"rollback_from":""}""", "rollback_from: cannot read ''")]
    [InlineData("distributions", """{"rollback_from":-1}""", "rollback_from holds no promotions.")]
    public async Task An_argument_that_is_needed_is_missed(string module, string arguments, string told)
    {
        using var server = new AnyServer();
        Assert.Contains(told, (string?)(await Calling.RunAsync(module, server.Address, arguments))["msg"], StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task An_argument_with_a_default_has_it()
    {
        var answer = await Calling.RunAsync(
            "release_train_clients", "http://pulp.example", """{"rpm":[{"name":"a","base_path":"b"}],"content_path":null}""");
        Assert.Equal("http://pulp.example/pulp/content/b", (string?)answer["dnf_custom_repos"]?["a"]?["baseurl"]);
    }
}
