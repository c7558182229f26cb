// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Secrets;

namespace Modules.Ci.RunnerConfig;

/// <summary>From the text that is there to the one that is wanted, change by change.</summary>
/// <param name="text">What is there.</param>
internal sealed class RunnerWork(TomlText text)
{
    /// <summary>What GitLab or the runner itself has noted of a token, and is wrong of another one.</summary>
    private static readonly string[] OfToken = ["id", "token_obtained_at", "token_expires_at"];

    /// <summary>Tables whose values may be secrets, beside those whose names say so.</summary>
    private static readonly string[] Private = ["token", "environment", "password", "key", "script", "credential", "dsn"];

    /// <summary>The text so far.</summary>
    public TomlText Text { get; private set; } = text;

    /// <summary>The keys that were changed, by runner.</summary>
    public JsonObject Changes { get; } = [];

    public JsonObject Before { get; } = [];

    public JsonObject After { get; } = [];

    /// <summary>What concerns all runners.</summary>
    public void SetAll(IEnumerable<(IReadOnlyList<string> Path, JsonNode? Value)> values)
    {
        foreach (var (path, value) in values)
        {
            Set("global", () => Text.All, path, value);
        }
    }

    public void Follow(RunnerPlan plan, IReadOnlyList<FoundRunner> found)
    {
        foreach (var (wanted, at) in plan.Pairs)
        {
            if (at is null)
            {
                Text = Text.WithRunner();
            }

            var place = at ?? Text.Each.Count - 1;
            SetToken(wanted, at is null ? null : found[at.Value], place);
            if (at is null && !wanted.Values.Any(each => each.Path is ["executor"]))
            {
                // The runner does not start without one, and this is what it is registered with where nothing is said.
                Set(wanted.Name, () => Text.Each[place], ["executor"], "shell");
            }

            foreach (var (path, value) in wanted.Values)
            {
                // A slash at the end of an address is no change.
                if (path is not ["url"] || at is null || !wanted.IsOf(found[at.Value].Url))
                {
                    Set(wanted.Name, () => Text.Each[place], path, value);
                }
            }
        }

        foreach (var (at, why) in plan.Removed.OrderByDescending(each => each.Found))
        {
            Text = Text.WithoutRunner(at);
            Note(found[at].Name, "[[runners]]", found[at].Name, $"removed: {why}");
        }
    }

    private void SetToken(WantedRunner wanted, FoundRunner? found, int place)
    {
        if (wanted.Token is not { } token || token.Equals(found?.Token))
        {
            return;
        }

        Note(wanted.Name, "token", found?.Token is null ? null : Redactor.Hidden, Redactor.Hidden);
        Text = Text.Set(Text.Each[place], ["token"], TomlValue.Write("token", token.Reveal()));
        foreach (var key in OfToken)
        {
            Text = Text.Unset(Text.Each[place], [key]);
        }
    }

    private void Set(string runner, Func<TomlSection> section, IReadOnlyList<string> path, JsonNode? value)
    {
        var name = string.Join('.', path);
        var there = section().Places.FirstOrDefault(place => place.IsAt(path))?.Json ?? Listed(section(), path);
        if (value is null ? there is null : TomlValue.Alike(name, there, value))
        {
            return;
        }

        Text = value is null ? Text.Unset(section(), path) : Text.Set(section(), path, TomlValue.Write(name, value));
        var isPrivate = path.Any(part => Private.Any(word => part.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Note(runner, name, Shown(there), Shown(value));

        JsonNode? Shown(JsonNode? shown) => isPrivate && shown is not null ? Redactor.Hidden : shown;
    }

    /// <summary>A list that is written as tables.</summary>
    private static JsonArray? Listed(TomlSection section, IReadOnlyList<string> path) =>
        section.List(path) is { Count: > 0 } list ? new JsonArray([.. list]) : null;

    private void Note(string runner, string key, JsonNode? before, JsonNode? after)
    {
        ((JsonArray)(Changes[runner] ??= new JsonArray())).Add((JsonNode?)key);
        Tell(Before, runner, key, before);
        Tell(After, runner, key, after);
    }

    private static void Tell(JsonObject whole, string runner, string key, JsonNode? value) =>
        ((JsonObject)(whole[runner] ??= new JsonObject()))[key] = value?.DeepClone();
}
