// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Api;

namespace Modules.Tests.Pulp.Api;

public sealed class PulpUrlTests
{
    [Theory]
    [InlineData("http://pulp", "http://pulp/", "/pulp/api/v3/")]
    [InlineData("https://pulp:8443/", "https://pulp:8443/", "/pulp/api/v3/")]
    [InlineData("https://pulp/pulp/", "https://pulp/", "/pulp/api/v3/")]
    [InlineData("https://pulp/pulp/api/v3", "https://pulp/", "/pulp/api/v3/")]
    [InlineData("https://pulp/stage/api/v3/", "https://pulp/", "/stage/api/v3/")]
    public void Is_taken_apart(string text, string origin, string path)
    {
        var warnings = new HashSet<string>();
        var url = PulpUrl.Parse(text, warnings);

        Assert.Equal((origin, path, null), (url.Origin.ToString(), url.ApiPath, url.Socket));
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("https://pulp", "other", "/pulp/other/api/v3/")]
    [InlineData("https://pulp/pulp/default/", null, "/pulp/default/api/v3/")]
    [InlineData("https://pulp/pulp/default/api/v3/", null, "/pulp/default/api/v3/")]
    [InlineData("https://pulp/pulp/default/api/v3/", "default", "/pulp/default/api/v3/")]
    [InlineData("https://pulp/stage/api/v3/", "other", "/stage/other/api/v3/")]
    [InlineData("https://pulp", "", "/pulp/api/v3/")]
    [InlineData("unix:/run/pulp.sock", "other", "/pulp/other/api/v3/")]
    public void A_domain_is_part_of_the_path(string text, string? domain, string path)
    {
        var warnings = new HashSet<string>();

        Assert.Equal(path, PulpUrl.Parse(text, warnings, domain).ApiPath);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Two_domains_are_one_too_many() => Assert.Contains(
        "Give the domain in one of them",
        Assert.Throws<ModuleHost.ModuleException>(() => PulpUrl.Parse("http://p/pulp/a/", new HashSet<string>(), "b")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_path_that_is_not_used_is_said()
    {
        var warnings = new HashSet<string>();

        Assert.Equal("/pulp/api/v3/", PulpUrl.Parse("http://pulp/wrong", warnings).ApiPath);
        Assert.Contains("'/wrong'", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix:/run/pulp.sock")]
    [InlineData("unix:///run/pulp.sock")]
    public void A_socket_is_a_path(string text) => Assert.Equal("/run/pulp.sock", PulpUrl.Parse(text, new HashSet<string>()).Socket);
}
