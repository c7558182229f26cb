// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Tests.Containers.Engine;

public sealed class EngineVersionTests
{
    [Theory]
    [InlineData("1.41", "1.12", "1.41")] // Docker 20.10
    [InlineData("1.51", "1.24", "1.47")] // Docker 28
    [InlineData("1.52", "1.44", "1.47")] // Docker 29
    [InlineData("1.60", "1.50", "1.50")]
    [InlineData("1.41", "1.24", "1.41")] // Podman 4
    public void The_newest_version_that_both_speak_is_agreed_on(string newest, string oldest, string agreed) =>
        Assert.Equal(Version.Parse(agreed), Agree(newest, oldest, "Engine").Api);

    [Fact]
    public void An_engine_that_is_too_old_is_named()
    {
        var failure = Assert.Throws<ModuleException>(() => Agree("1.24", "1.12", "Engine"));
        Assert.Contains("1.24", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Engine", false)]
    [InlineData("Podman Engine", true)]
    public void Podman_gives_its_name(string name, bool podman) => Assert.Equal(podman, Agree("1.41", "1.24", name).IsPodman);

    private static EngineVersion Agree(string newest, string oldest, string name) => EngineVersion.Agree(new()
    {
        Version = "1",
        APIVersion = newest,
        MinAPIVersion = oldest,
        Components = [new() { Name = name }],
    });
}
