// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Rules;

namespace Modules.Pulp.Transfer;

/// <summary>Writes the content of an exporter's repositories to files on the server, for one without a network.</summary>
internal sealed class PulpExportModule : IModule
{
    private static readonly Argument<string> Exporter = Argument.RequiredText("exporter");
    private static readonly Argument<bool> Full = Argument.Flag("full", otherwise: true);
    private static readonly Argument<string?> ChunkSize = Argument.Text("chunk_size");
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Versions =
        Argument.MappingList("versions", RepositoryArguments.OneVersion);

    public string Name => "pulp_export";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), Exporter, Full, ChunkSize, Versions]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        ArgumentRules.Require(ChunkSize, run.Get(ChunkSize), NumberRules.Size);
        using var pulp = Connection.Open(run);
        var exporter = await pulp.FindAsync(PulpExporter.Entity, run.Get(Exporter), ct);
        var body = new JsonObject { ["full"] = run.Get(Full) };
        if (run.Get(ChunkSize) is { } size)
        {
            body["chunk_size"] = size;
        }

        if (run.Get(Versions) is { } versions)
        {
            body["versions"] = await VersionsAsync(pulp, exporter, versions, ct);
            if (exporter["repositories"] is JsonArray repositories && repositories.Count != versions.Count)
            {
                throw new ModuleException(
                    $"{Versions.Name}: Give one version for each of the {repositories.Count} repositories of exporter "
                        + $"'{exporter["name"]}': there are {versions.Count}.");
            }
        }

        if (!pulp.Writes && !run.Get(Full) && exporter["last_export"] is null && (string?)exporter["pulp_href"] != ConvergeStep.Pretended)
        {
            _ = pulp.Assume($"{Full.Name}: There is no export of exporter '{exporter["name"]}' that one could add to.");
        }

        var href = $"{exporter["pulp_href"]}exports/";
        var answer = await pulp.WriteAsync(HttpMethod.Post, href, body, ct);
        var export = answer is null ? null : await pulp.ReadAsync(href[pulp.Api.Root.Length..], answer, ct);
        return new ModuleResult(true) { Values = new JsonObject { ["export"] = export } };
    }

    /// <exception cref="ModuleException">One that is not there, or of a repository that is not exported.</exception>
    private static async Task<JsonArray> VersionsAsync(
        PulpSession pulp, JsonObject exporter, IReadOnlyList<ArgumentValues> versions, CancellationToken ct)
    {
        var hrefs = new JsonArray();
        foreach (var version in versions)
        {
            var repository = await pulp.FindAsync(AnyKind.Repository, version.Get(RepositoryArguments.Repository)!, ct);
            if (repository["pulp_href"] is { } href
                && (string?)href != ConvergeStep.Pretended
                && exporter["repositories"] is JsonArray exported
                && !exported.Any(each => (string?)each == (string?)href))
            {
                throw new ModuleException(
                    $"{Versions.Name}: Repository '{repository["name"]}' is none of those of exporter '{exporter["name"]}'. "
                        + "Requested versions must belong to the repositories of the exporter.");
            }

            var number = version.Get(RepositoryArguments.Version)!.Value;
            hrefs.Add((JsonNode?)await NumberedVersion.HrefAsync(pulp, repository, number, Versions.Name, ct));
        }

        return hrefs;
    }
}
