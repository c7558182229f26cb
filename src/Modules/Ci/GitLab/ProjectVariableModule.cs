// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.GitLab;

/// <summary>A CI/CD variable of a project, by key and scope.</summary>
internal sealed class ProjectVariableModule : IModule
{
    private const string Present = "present";
    private const string Auto = "auto";

    private const int LongestKey = 255;

    private static readonly Argument<string> Key = Argument.RequiredText("key");
    private static readonly Argument<string?> Value = Argument.Text("value") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<string?> Masked = Argument.Choice("masked", Auto, "true", "false") with { Default = Auto };
    private static readonly Argument<bool> Hidden = Argument.Flag("hidden", otherwise: false);
    private static readonly Argument<bool> Protected = Argument.Flag("protected", otherwise: false);
    private static readonly Argument<bool?> Raw = Argument.Flag("raw");
    private static readonly Argument<string?> Type = Argument.Choice("variable_type", "env_var", "file") with { Default = "env_var" };
    private static readonly Argument<string?> Scope = Argument.Text("environment_scope") with { Default = "*" };
    private static readonly Argument<string?> Description = Argument.Text("description");
    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);
    private static readonly Argument<string?> State = Argument.Choice("state", Present, "absent") with { Default = Present };

    public string Name => "gitlab_project_variable";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [
            .. GitLabConnection.Arguments, GitLabConnection.Project, Key, Value, Masked, Hidden, Protected, Raw, Type, Scope, Description,
            Force, State,
        ],
        new RequiredIf(State, Present, Value));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var (key, scope) = (Checked(run.Get(Key)), run.Get(Scope)!);
        var project = GitLabConnection.Plain(run.Get(GitLabConnection.Project));
        var found = (await gitlab.ListAsync((asked, page, stop) => asked.VariablesAsync(project, page, stop), ct)).FirstOrDefault(
            variable => (string?)variable["key"] == key && ((string?)variable["environment_scope"] ?? "*") == scope);
        if (run.Get(State) != Present)
        {
            if (found is not null)
            {
                await gitlab.DeleteAsync(
                    $"delete the variable {key}", (asked, stop) => asked.DeleteVariableAsync(project, key, scope, stop), ct);
            }

            return Result(found is not null, key, scope, found, null);
        }

        var wanted = Wanted(run);
        if (found is null)
        {
            _ = await gitlab.WriteAsync(
                $"create the variable {key}", (asked, stop) => asked.CreateVariableAsync(project, wanted, stop), ct);
            return Result(true, key, scope, null, wanted);
        }

        RefuseHiding(run, found);
        var body = Body(wanted, found);
        var isHidden = (bool?)found["hidden"] == true;
        var unlike = body.Where(field => !Alike(field, found, isHidden)).Select(field => field.Key).ToList();
        if (isHidden && run.Get(Force))
        {
            unlike.Add(Value.Name);
        }

        if (unlike.Count > 0)
        {
            _ = await gitlab.WriteAsync(
                $"change the variable {key}", (asked, stop) => asked.ChangeVariableAsync(project, key, scope, body, stop), ct);
        }

        return Result(unlike.Count > 0, key, scope, found, wanted);
    }

    private static JsonObject Wanted(Invocation run)
    {
        var value = run.Get(Value)!;
        // Left to itself it is what lets the value be hidden: an expanded one may have letters and digits only.
        var raw = run.Get(Raw) ?? (run.Get(Masked) != "false" && !Masking.Allows(value, raw: false) && Masking.Allows(value, raw: true));
        var maskable = Masking.Allows(value, raw);
        var masked = run.Get(Masked) != "false" && maskable;
        if (!maskable && (run.Get(Masked) == "true" || run.Get(Hidden)))
        {
            throw new ModuleException(
                $"Give '{run.Get(Key)}' a value of at least 8 characters on one line without blanks"
                    + $"{(raw ? "" : ", and raw: true for other characters than letters, digits and _+=/@:.~-")}: GitLab masks no other.");
        }

        if (!masked && run.Get(Masked) == Auto)
        {
            _ = run.Warnings.Add(
                $"The value of '{run.Get(Key)}' cannot be masked, so a job's log may show it: GitLab masks one line of at least 8 "
                    + "characters without blanks.");
        }

        var wanted = new JsonObject
        {
            ["key"] = run.Get(Key),
            ["value"] = value,
            ["masked"] = masked,
            ["raw"] = raw,
            ["protected"] = run.Get(Protected),
            ["variable_type"] = run.Get(Type),
            ["environment_scope"] = run.Get(Scope),
        };
        if (run.Get(Description) is { } description)
        {
            wanted["description"] = description;
        }

        if (run.Get(Hidden))
        {
            wanted["masked_and_hidden"] = true;
        }

        return wanted;
    }

    private static JsonObject Body(JsonObject wanted, JsonObject found)
    {
        var body = wanted.DeepClone().AsObject();
        _ = body.Remove("masked_and_hidden");
        _ = body.Remove("key");
        if ((bool?)found["hidden"] == true)
        {
            // It is masked for good, and GitLab refuses to be told so.
            _ = body.Remove("masked");
        }

        return body;
    }

    private static void RefuseHiding(Invocation run, JsonObject found)
    {
        if (run.Get(Hidden) && (bool?)found["hidden"] != true)
        {
            throw new ModuleException(
                $"Delete the variable '{run.Get(Key)}' first (state: absent): it is there and not hidden, and GitLab hides new ones only.");
        }
    }

    private static string Checked(string key) => key.Length is > 0 and <= LongestKey
        && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? key
            : throw new ModuleException(
                $"Give another key than '{key}': GitLab takes letters, digits and underscores, {LongestKey} of them at most.");

    private static bool Alike(KeyValuePair<string, JsonNode?> field, JsonObject found, bool isHidden) => field.Key switch
    {
        // It cannot be read back; force sends it.
        "value" when isHidden => true,
        "masked" or "raw" or "protected" => ((bool?)found[field.Key] ?? false) == (bool?)field.Value,
        _ => ((string?)found[field.Key] ?? "") == ((string?)field.Value ?? ""),
    };

    private static ModuleResult Result(bool changed, string key, string scope, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject
        {
            ["key"] = key,
            ["environment_scope"] = scope,
            ["masked_effective"] = (bool?)after?["masked"],
            ["raw"] = (bool?)after?["raw"],
        },
        Difference = changed ? new Difference(Shown(before), Shown(after)) : null,
    };

    /// <summary>Without the value: it is a secret, also that of before.</summary>
    private static JsonObject? Shown(JsonObject? variable)
    {
        var shown = variable?.DeepClone().AsObject();
        _ = shown?.Remove("value");
        return shown;
    }
}
