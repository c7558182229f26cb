// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Content;

/// <summary>Brings a file that Pulp serves to this host, checked against the digest Pulp has of it.</summary>
internal sealed class ContentDownloadModule : IModule
{
    private static readonly Target Distributions = new("distributions/", "distribution");

    private static readonly Argument<string?> Distribution = Argument.Text("distribution");
    private static readonly Argument<string?> BasePath = Argument.Text("base_path");
    private static readonly Argument<string> RelativePath = Argument.RequiredText("relative_path");
    private static readonly Argument<string?> Destination = Argument.Path("dest") with { Required = true };
    private static readonly Argument<string?> Sha256 = Argument.Text("sha256");

    public string Name => "content_download";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Distribution, BasePath, RelativePath, Destination, Sha256],
        new MutuallyExclusive(Distribution, BasePath),
        new RequiredOneOf(Distribution, BasePath));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var folder = await FolderAsync(run, pulp, ct);
        var path = run.Get(RelativePath);
        var destination = run.Get(Destination)!;
        if (Directory.Exists(destination))
        {
            destination = Path.Combine(destination, Path.GetFileName(path));
        }

        var sha256 = run.Get(Sha256) ?? await new Manifest(pulp).DigestAsync(folder, path, ct);
        var before = File.Exists(destination) ? (await LocalFile.ReadAsync(destination, null, long.MaxValue, ct)).Sha256 : null;
        var changed = sha256 is null || !string.Equals(before, sha256, StringComparison.OrdinalIgnoreCase);
        if (sha256 is not null && changed && pulp.Writes)
        {
            run.UnderWay = $"downloading {path}";
            await new Download(pulp.Api).ToAsync(folder + Escaped(path), destination, sha256, ct);
        }

        return new ModuleResult(changed)
        {
            Values = new JsonObject
            {
                ["dest"] = destination,
                ["sha256"] = sha256,
                ["url"] = new Uri(pulp.Api.Origin, folder + Escaped(path)).ToString(),
            },
            Difference = changed ? new Difference(Shown(before), Shown(sha256)) : null,
        };
    }

    /// <summary>Where the distribution's files are.</summary>
    private static async Task<string> FolderAsync(Invocation run, PulpSession pulp, CancellationToken ct)
    {
        if (run.Get(BasePath) is { } basePath)
        {
            return $"{pulp.Api.ContentPath}{Escaped(basePath.Trim('/'))}/";
        }

        var distribution = await pulp.FindAsync(Distributions, run.Get(Distribution)!, ct);
        return ServedFolder.Of(pulp.Api, distribution);
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static JsonObject? Shown(string? sha256) => sha256 is null ? null : new JsonObject { ["sha256"] = sha256 };
}
