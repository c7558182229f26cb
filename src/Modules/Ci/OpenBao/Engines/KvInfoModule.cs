// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>Tells which secrets have which keys. No value is told.</summary>
internal sealed class KvInfoModule : IModule
{
    private static readonly Argument<string> Mount = Argument.RequiredText("mount");
    private static readonly Argument<IReadOnlyList<string>?> Paths = Argument.TextList("paths") with { Required = true };
    private static readonly Argument<IReadOnlyList<string>?> Keys = Argument.TextList("keys");

    public string Name => "openbao_kv_info";

    public ArgumentSpec Arguments { get; } = new([.. BaoConnection.WithToken, Mount, Paths, Keys]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        if (run.Get(Paths)!.Count == 0)
        {
            throw new ModuleException($"Give at least one secret in {Paths.Name}: the list is empty, and nothing would be looked at.");
        }

        using var bao = BaoConnection.Opened(run);
        var kv = await KvMount.OpenAsync(bao, BaoPath.Name(Mount, run.Get(Mount)), null, ct);
        JsonObject secrets = [];
        List<string> missing = [];
        foreach (var path in run.Get(Paths)!.Select(path => BaoPath.Name(Paths, path)))
        {
            var (data, _) = await kv.ReadAsync(path, ct);
            secrets[path] = data is null ? null : new JsonArray([.. data.Select(pair => (JsonNode?)pair.Key)]);
            missing.AddRange(data is null
                ? [path]
                : (run.Get(Keys) ?? []).Where(key => $"{data[key]}".Length == 0).Select(key => $"{path}: {key}"));
        }

        return new(false)
        {
            Values = new JsonObject
            {
                ["secrets"] = secrets,
                ["missing"] = new JsonArray([.. missing.Select(each => (JsonNode?)each)]),
                ["kv_version"] = kv.Version,
            },
        };
    }
}
