// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Builder.Images;

namespace Modules.Tests.Builder.Images;

/// <summary>Patterns as <c>docker image ls --filter reference=</c> reads them.</summary>
public sealed class ReferencePatternTests
{
    [Theory]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "ark.example.org/stackhpc/*:2024.1", true)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "ark.example.org/stackhpc/*", true)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "ark.example.org/*", false)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "*/*/nova-*:2024.?", true)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "ark.example.org/stackhpc/nova", false)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "ark.example.org/stackhpc/nova-ap[g-j]", true)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "ark.example.org/stackhpc/nova-ap[^i]", false)]
    [InlineData("ark.example.org/stackhpc/nova-api:2024.1", "arkXexample.org/stackhpc/nova-api", false)]
    [InlineData("localhost:5000/base:1", "localhost:5000/base", true)]
    [InlineData("docker.io/library/rocky:9", "rocky:9", true)]
    [InlineData("localhost/base:1", "base", true)]
    [InlineData("base:1", "base:1\n", false)]
    public void APatternMeans(string image, string pattern, bool means) =>
        Assert.Equal(means, new ReferencePattern(pattern).Matches(ImageName.Parse(image)));

    [Theory]
    [InlineData("localhost:5000/kolla/base:1", "localhost:5000", "base", "1")]
    [InlineData("ark.example.org/kolla/base", "ark.example.org", "base", "latest")]
    [InlineData("kolla/base:1", "docker.io", "base", "1")]
    [InlineData("localhost/base:1", "localhost", "base", "1")]
    public void ANameHasARegistry(string written, string registry, string last, string tag)
    {
        var name = ImageName.Parse(written);
        Assert.Equal((registry, last, tag), (name.Registry, name.Short, name.Tag));
    }
}
