// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using Modules.Files;
using Modules.Tests.Infra;

namespace Modules.Tests.Containers;

/// <summary>What a dry run can see of what would fail.</summary>
public sealed class ForesightTests
{
    [Fact]
    public async Task An_image_that_its_registry_does_not_have_is_told_without_a_pull()
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>());
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<ModuleException>(
            () => engine.RequirePullableAsync("pulp/pulp:none", CancellationToken.None));

        Assert.StartsWith("Image 'pulp/pulp:none' could not be pulled: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("Name another with image, or load it into the engine.", failure.Message, StringComparison.Ordinal);
        Assert.Contains(scripted.Requests, request => request.StartsWith("GET /distribution/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_with_the_reason()
    {
        Assert.Null(UnixFiles.WhyNotWritable(Path.GetTempPath()));
        Assert.Equal("No such file or directory", UnixFiles.WhyNotWritable("/nowhere/at/all"));
    }

    [Theory]
    [InlineData("pulp/pulp:3", "pulp/pulp:3 (0123)")]
    [InlineData(null, "0123")]
    public void A_diff_names_the_image_beside_its_id(string? name, string shown)
    {
        var container = new ContainerState("1", new JsonObject { ["image"] = "0123" }, Ours: true, Running: true, Current: true) { ImageName = name };

        Assert.Equal(shown, (string?)container.Named["image"]);
        Assert.Equal("0123", (string?)container.Visible["image"]);
    }
}
