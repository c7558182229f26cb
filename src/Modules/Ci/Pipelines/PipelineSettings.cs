// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.Pipelines;

/// <summary>What all files of the pipelines depend on.</summary>
internal sealed record PipelineSettings
{
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> TestSuites { get; init; }

    public required IReadOnlyList<string> RunnerTags { get; init; }

    /// <summary>The image's address without its tag.</summary>
    public required string Image { get; init; }

    public required string ImageTag { get; init; }

    public required string BaseImage { get; init; }

    /// <summary>The image with Docker's client that builds the other one.</summary>
    public required string DockerImage { get; init; }

    public required string Release { get; init; }

    public required SecretStore SecretStore { get; init; }

    public required Playbooks Playbooks { get; init; }

    /// <summary>Lines that run before every job's script, after ours.</summary>
    public required IReadOnlyList<string> BeforeScript { get; init; }
}
