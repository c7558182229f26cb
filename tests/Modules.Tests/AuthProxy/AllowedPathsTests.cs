// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.AuthProxy;

namespace Modules.Tests.AuthProxy;

public sealed class AllowedPathsTests
{
    [Fact]
    public void Names_stand_for_paths_of_a_pulp_server() =>
        Assert.Equal(
            ["/extensions/v2/", "/pulp/container/", "/pulp/content/", "/v2/"], AllowedPaths.Of(["content", "registry"], tokens: false));

    [Fact]
    public void Tokens_have_a_path_of_their_own() => Assert.Contains("/token/", AllowedPaths.Of(["registry"], tokens: true));

    [Fact]
    public void The_rest_api_is_open_only_by_name() => Assert.Equal(["/pulp/api/"], AllowedPaths.Of(["api"], tokens: false));

    [Theory]
    [InlineData("/pulp/content/site/")]
    [InlineData("/pulp/api/v3/status/")]
    [InlineData("/one+file~1.rpm")]
    public void A_path_stands_for_itself(string path) => Assert.Equal([path], AllowedPaths.Of([path], tokens: false));

    [Theory]
    [InlineData("contents")]
    [InlineData("/a b")]
    [InlineData("/a;return 200")]
    [InlineData("/a/../b/")]
    [InlineData("/a{")]
    [InlineData("/%2e%2e/")]
    public void What_could_mean_something_else_is_refused(string path) =>
        Assert.Throws<ModuleException>(() => AllowedPaths.Of([path], tokens: false));

    [Fact]
    public void Nothing_at_all_is_refused() => Assert.Throws<ModuleException>(() => AllowedPaths.Of([], tokens: false));
}
