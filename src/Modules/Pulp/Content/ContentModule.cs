// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;
using Modules.Rules;

namespace Modules.Pulp.Content;

/// <summary>
/// The module of a kind of content: uploads a file into a repository unless the repository has it, takes it out, reads,
/// lists. What has the same digest (and path) is the same.
/// </summary>
internal sealed class ContentModule(ContentKind kind) : IModule
{
    private static readonly Argument<string?> Repository = Argument.Text("repository");

    public string Name => kind.ModuleName;

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => field ??= new(
        [
            .. Connection.Arguments([]), FileArguments.File, FileArguments.Sha256, FileArguments.ChunkSize, .. Place, Repository,
            FileArguments.State,
        ],
        Connection.Login);

    private IEnumerable<Argument> Place => kind.RelativePath is { } path ? [path] : [];

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var state = run.Get(FileArguments.State);
        RequireEnough(run, state);
        using var pulp = Connection.Open(run);
        var file = await FileArguments.ReadAsync(run, ct);
        var sha256 = file?.Sha256 ?? run.Get(FileArguments.Sha256);
        FileArguments.RequireDigest(run, sha256);
        var repository = run.Get(Repository) is { } name ? await pulp.FindAsync(kind.Repository, name, ct) : null;
        var key = Key(run, sha256);
        if (state is null && key.Any(part => part.Value is null))
        {
            var all = await pulp.ListAsync(kind.Path, ObjectKey.Query(Within(repository)), ct);
            return new ModuleResult(false) { Values = new JsonObject { [kind.Plural] = new JsonArray([.. all]) } };
        }

        var found = await FindAsync(pulp, key, repository, ct);
        return (state, found) switch
        {
            ("present", null) => Result(true, null, await new NewContent(kind, pulp).CreateAsync(key, file, repository, ct)),
            ("absent", { }) => await RemoveAsync(pulp, found, repository, ct),
            _ => Result(false, found, found),
        };
    }

    /// <summary>With a file: what the newest squeezer needs. Without: 0.0.13's way, from an artifact that is there already.</summary>
    private void RequireEnough(Invocation run, string? state)
    {
        Argument[] needed = state != "present" ? []
            : kind.RelativePath is { } only && !run.Has(FileArguments.File) && run.Has(FileArguments.Sha256) ? [only]
            : [FileArguments.File, .. Place, Repository];
        var missing = needed.Where(argument => !run.Has(argument)).Select(argument => argument.Name).ToList();
        if (missing.Count > 0)
        {
            throw new ModuleException($"state is present but all of the following are missing: {string.Join(", ", missing)}");
        }

        if (state == "present" && kind.RelativePath is { } lies)
        {
            ArgumentRules.Require(lies, run.Get(lies), TextRules.RelativePath);
        }

        // The same bytes may lie in several places.
        if (state == "absent" && kind.RelativePath is { } place && !run.Has(place))
        {
            throw new ModuleException($"Insufficient information to identify the entity. Give {place.Name} as well.");
        }
    }

    private JsonObject Key(Invocation run, string? sha256)
    {
        var key = new JsonObject { ["sha256"] = sha256 };
        if (kind.RelativePath is { } path)
        {
            key[path.Name] = run.Get(path) is { } given ? KeptText.Of(given) : null;
        }

        return key;
    }

    private static JsonObject Within(JsonObject? repository) =>
        repository is null ? [] : new JsonObject { ["repository_version"] = (string?)repository["latest_version_href"] };

    private async Task<JsonObject?> FindAsync(PulpSession pulp, JsonObject key, JsonObject? repository, CancellationToken ct)
    {
        if ((string?)repository?["pulp_href"] == ConvergeStep.Pretended)
        {
            return null;
        }

        var wanted = new JsonObject(key.Concat(Within(repository)).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone())));
        return await pulp.FindAsync(kind.Path, kind.Noun + "s", wanted, ct);
    }

    private async Task<ModuleResult> RemoveAsync(PulpSession pulp, JsonObject found, JsonObject? repository, CancellationToken ct)
    {
        if (repository is null)
        {
            throw new ModuleException(
                $"{kind.Noun} {found["sha256"]} is there, and Pulp does not delete content: it leaves repositories, and orphans are "
                + "cleaned up. Give the repository it shall leave.");
        }

        var body = new JsonObject { ["remove_content_units"] = new JsonArray((string?)found["pulp_href"]) };
        _ = await pulp.ActAsync($"{repository["pulp_href"]}modify/", body, ct);
        return Result(true, found, null);
    }

    private ModuleResult Result(bool changed, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { [kind.Singular] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
