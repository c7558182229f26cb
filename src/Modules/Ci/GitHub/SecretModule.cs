// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;

namespace Modules.Ci.GitHub;

/// <summary>
/// A secret of a repository, an environment or an organisation. GitHub never tells a value, so what was written is remembered here,
/// as a slow hash with GitHub's time of the write: the same value of the same time is no change.
/// </summary>
internal sealed class SecretModule : IModule
{
    private const string Present = "present";
    private const string Absent = "absent";
    private const string WhenChanged = "when_changed";
    private const string OnCreate = "on_create";
    private const string Always = "always";

    private static readonly Argument<string?> Value = Argument.Text("value") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<string?> Visibility = Argument.Choice("visibility", "private", "all") with { Default = "private" };
    private static readonly Argument<string?> State = Argument.Choice("state", Present, Absent) with { Default = Present };
    private static readonly Argument<string?> Update =
        Argument.Choice("update", WhenChanged, OnCreate, Always) with { Default = WhenChanged };

    private static readonly Argument<string?> StateFile =
        Argument.Path("state_file") with { Default = "~/.local/state/kayobe-modules/github-secrets.json" };

    public string Name => "github_actions_secret";

    public ArgumentSpec Arguments { get; } = new(
        [
            GitHubTarget.Owner, GitHubTarget.Repository, GitHubTarget.Environment, GitHubTarget.Scope, GitHubName.Name, Value, Visibility,
            State, Update, StateFile, .. GitHubConnection.Arguments,
        ],
        GitHubTarget.Named,
        new RequiredIf(State, Present, Value));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var (target, name) = (GitHubTarget.Of(run, GitHubTarget.Environment), GitHubName.Of(run));
        var path = $"{target.Values}/secrets/{name}";
        using var gitHub = GitHubConnection.Open(run);
        var found = await gitHub.FindAsync(path, ct);
        if (run.Get(State) == Absent)
        {
            if (found is not null)
            {
                _ = await gitHub.DeleteAsync($"delete the secret {name}", path, ct);
            }

            return Result(found is not null, name, found is null ? "nothing was there" : "it was there", null);
        }

        var value = run.Get(Value)!;
        if (value.Length == 0)
        {
            throw new ModuleException($"Give a value for {name}: it is empty, and GitHub keeps no empty secrets.");
        }

        var memory = SecretMemory.Read(run.Get(StateFile)!);
        var key = $"{run.Get(GitHubConnection.ApiUrl)} {path}";
        if (Reason(run, memory, key, value, found) is not { } reason)
        {
            return Result(false, name, "it is as it was written", found);
        }

        // Asked in check mode as well: a place that is not there has no secrets to be missed.
        var publicKey = (await gitHub.ReadAsync($"{target.Values}/secrets/public-key", ct)).Fields;
        if (!run.CheckMode)
        {
            found = await WriteAsync(gitHub, run, target, name, value, publicKey, ct);
            memory.Remember(key, value, (string?)found?["updated_at"] ?? "");
        }

        return Result(true, name, reason, found);
    }

    /// <summary>Why it is written; null where it need not be.</summary>
    private static string? Reason(Invocation run, SecretMemory memory, string key, string value, JsonObject? found) =>
        found is null ? "there is none yet"
        : run.Get(Update) == Always ? "it is always written"
        : run.Get(Update) == OnCreate ? null
        : memory.Why(key, value, (string?)found["updated_at"] ?? "");

    private static async Task<JsonObject?> WriteAsync(
        GitHubApi gitHub, Invocation run, GitHubTarget target, string name, string value, JsonObject publicKey, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["encrypted_value"] = SealedBox.Seal(value, (string?)publicKey["key"] ?? ""),
            ["key_id"] = (string?)publicKey["key_id"],
        };
        if (target.IsOrganisation)
        {
            body["visibility"] = run.Get(Visibility);
        }

        var path = $"{target.Values}/secrets/{name}";
        _ = await gitHub.PutAsync($"write the secret {name}", path, body, ct);
        return await gitHub.FindAsync(path, ct);
    }

    private static ModuleResult Result(bool changed, string name, string reason, JsonObject? found) => new(changed)
    {
        Values = new()
        {
            ["name"] = name,
            ["reason"] = reason,
            ["created_at"] = (string?)found?["created_at"],
            ["updated_at"] = (string?)found?["updated_at"],
        },
    };
}
