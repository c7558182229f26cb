// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using static Modules.Ci.RunnerConfig.RunnerArguments;

namespace Modules.Ci.RunnerConfig;

/// <summary>A runner as the playbook has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Whose jobs it runs.</param>
/// <param name="Token">Null where check mode foresees one that is not there yet.</param>
/// <param name="IsWanted">Whether it should be there.</param>
/// <param name="Values">What else is said of it: keys, value; null to take a key away.</param>
internal sealed record WantedRunner(
    string Name, string Url, Secret? Token, bool IsWanted, IReadOnlyList<(IReadOnlyList<string> Path, JsonNode? Value)> Values)
{
    /// <param name="run">The call.</param>
    /// <param name="entry">As the playbook wrote it.</param>
    /// <param name="url">For those that say none.</param>
    public static WantedRunner Of(Invocation run, ArgumentValues entry, string? url)
    {
        var name = entry.Get(RunnerArguments.Name);
        var isWanted = entry.Get(State) == Present;
        var own = entry.Get(RunnerArguments.Url) ?? url
            ?? throw new ModuleException($"Give the runner '{name}' an url, or all of them: it is not said whose jobs it runs.");
        var placed = Placed.Where(each => entry.Has(each.Argument)).Select(each => (each.Path, each.Argument)).ToList();
        List<(IReadOnlyList<string>, JsonNode?)> values =
        [
            .. Leaves([], new JsonObject { ["name"] = name, ["url"] = own }),
            .. placed.SelectMany(each => Leaves(each.Path, entry.Node(each.Argument))),
            .. entry.Get(DockerTable) is { } docker ? Leaves(["docker"], docker) : [],
            .. (entry.Get(ExtraConfigs) ?? []).SelectMany(section => Leaves(Section(section.Key), section.Value)),
        ];
        return new(name, own, TokenOf(run, name, entry, isWanted), isWanted, values);
    }

    /// <summary>Whether a section is of the same server.</summary>
    public bool IsOf(string url) => url.TrimEnd('/') == Url.TrimEnd('/');

    /// <summary>The values below a table, one by one: what else a table holds stays.</summary>
    public static IEnumerable<(IReadOnlyList<string> Path, JsonNode? Value)> Leaves(IReadOnlyList<string> path, JsonNode? value) =>
        value is JsonObject table ? table.SelectMany(field => Leaves([.. path, field.Key], field.Value)) : [(path, value)];

    /// <summary>The name of a section as it stands in the file's headers.</summary>
    private static string[] Section(string written) =>
        [.. written.Split('.').SkipWhile((part, at) => at == 0 && part is "runners" or "[[runners]]")];

    private static Secret? TokenOf(Invocation run, string name, ArgumentValues entry, bool isWanted)
    {
        var file = entry.Get(TokenFile);
        var token = entry.Get(RunnerArguments.Token) ?? (file is null ? null : Read(file));
        return !string.IsNullOrWhiteSpace(token) ? run.Secret(token.Trim())
            : !isWanted || (run.CheckMode && file is not null) ? null
            : throw new ModuleException(file is null
                ? $"Give the runner '{name}' a token or a token_file: without one GitLab gives it no jobs."
                : $"Run gitlab_runner with this token_file before: '{file}' has no token of the runner '{name}'.");
    }

    private static string? Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Let the token_file '{file}' be read: {failure.Message}", failure);
        }
    }
}
