// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.Automation;

/// <summary>Tells which files of a kayobe configuration are vaulted.</summary>
internal sealed class VaultedFilesModule : IModule
{
    private const string Whole = "whole_file";
    private const string Inline = "inline";

    /// <summary>What kayobe-automation has in lists of its own, and environments that are made for tests.</summary>
    public static readonly JsonArray Excluded = new("kolla/passwords.yml", "secrets.yml", "environments/ci-*");

    private static readonly Argument<string?> Root = Argument.Path("root") with { Required = true };
    private static readonly Argument<IReadOnlyList<string>?> Exclude = Argument.TextList("exclude") with { Default = Excluded };
    private static readonly Argument<IReadOnlyList<string>?> Kinds = Argument.TextList("kinds") with
    {
        Default = new JsonArray(Whole),
        Choices = [Whole, Inline],
    };

    private static readonly Argument<string?> Prefix = Argument.Text("prefix") with { Default = "etc/kayobe" };

    public string Name => "vaulted_files_info";

    public ArgumentSpec Arguments { get; } = new([Root, Exclude, Kinds, Prefix]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var kinds = run.Get(Kinds)!;
        var found = VaultedFile.Below(run.Get(Root)!, run.Get(Exclude)!)
            .Where(file => kinds.Contains(file.IsWhole ? Whole : Inline)).ToList();
        return Task.FromResult(new ModuleResult(false)
        {
            Values = new JsonObject
            {
                ["files"] = new JsonArray([.. found.Select(file => (JsonNode?)new JsonObject
                {
                    ["path"] = file.Path,
                    ["kind"] = file.IsWhole ? Whole : Inline,
                    ["vault_id"] = file.Label,
                })]),
                ["listed"] = new JsonArray(
                    [.. found.Where(file => file.IsWhole).Select(file => file.Listed(run.Get(Prefix)!)).Distinct()
                        .Select(each => (JsonNode?)each)]),
            },
        });
    }
}
