// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http.Addresses;

namespace Modules.Tests.Http;

/// <summary>How lists say where they go on.</summary>
public sealed class NextLinkTests
{
    [Theory]
    [InlineData("</v2/x/tags/list?last=a&n=2>; rel=\"next\"", "http://r.example/v2/x/tags/list?last=a&n=2")]
    [InlineData("</next>; rel=next", "http://r.example/next")]
    [InlineData("</prev>; rel=\"prev\", </next>; title=\"t\"; rel=\"next\"", "http://r.example/next")]
    [InlineData("<https://other.example/next>;rel=\"next\"", "https://other.example/next")]
    [InlineData("</prev>; rel=\"prev\"", null)]
    [InlineData("<file:///etc/passwd>; rel=\"next\"", null)]
    [InlineData("nonsense", null)]
    public void Leads_on(string header, string? next)
    {
        using var response = new HttpResponseMessage();
        _ = response.Headers.TryAddWithoutValidation("Link", header);
        Assert.Equal(next, NextLink.Of(new("http://r.example/v2/x/tags/list"), response)?.AbsoluteUri);
    }
}
