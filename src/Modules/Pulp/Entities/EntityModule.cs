// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>The module of an entity: without state it reads or lists, with one it converges.</summary>
/// <param name="entity">The entity.</param>
/// <param name="served">The family whose distributions serve it; null where none does.</param>
internal sealed class EntityModule(Entity entity, Family? served = null) : IModule
{
    private const int MostReadings = 3;

    private readonly Argument<string?> _state = Argument.Choice("state", entity.IsGiven ? ["present"] : ["present", "absent"]);
    private readonly Argument<string?> _authorities = Connection.AuthoritiesBeside(entity.Names());

    private readonly IReadOnlyList<Argument> _more = entity.IsDistribution ? [ServedVersion.Wanted] : [];

    public string Name => entity.ModuleName;

    public bool ShowsDifference => true;

    public Entity Entity => entity;

    public ArgumentSpec Arguments => field ??= new(
        [
            .. Connection.Arguments(entity.Names()),
            _state,
            .. entity.Arguments(),
            .. _more,
            .. entity.CanMark() ? SecretsMarker.Arguments : [],
        ],
        [
            .. Connection.Login,
            new RequiredIf(
                _state,
                "present",
                [
                    .. entity.Key.Select(key => key.Argument),
                    .. entity.Fields.Where(each => each.NeededIfPresent).Select(each => each.Argument),
                ]),
            new RequiredIf(_state, "absent", [.. entity.Key.Select(key => key.Argument)]),
        ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run, _authorities);
        var path = entity.PathFor(run.Values);
        var state = run.Get(_state);
        if (state is null && !entity.Key.Any(key => run.Has(key.Argument)))
        {
            return List(await KnownFields.GuardAsync(pulp, entity, () => pulp.ListAsync(path, "", ct), ct));
        }

        var desired = await Desired.OfAsync(entity, Relevant(run.Values, state), pulp, ct);
        var outcome = await ConvergedAsync(pulp, path, state, desired, ct);
        var values = new JsonObject { [entity.Singular] = View.Of(entity, outcome.After) };
        if (entity.IsDistribution && run.Get(ServedVersion.Wanted))
        {
            values["served"] = await ServedVersion.OfAsync(pulp, outcome.After, ct);
        }

        return new ModuleResult(outcome.Changed)
        {
            Values = values,
            Difference = outcome.Changed
                ? new Difference(View.Of(entity, outcome.Before), View.Of(entity, outcome.After))
                : null,
        };
    }

    /// <summary>Reads again where somebody else was faster, other hosts of the same play for one.</summary>
    private async Task<Outcome> ConvergedAsync(PulpSession pulp, string path, string? state, Desired desired, CancellationToken ct)
    {
        for (var readings = 1; ; readings++)
        {
            try
            {
                return await ConvergeAsync(pulp, path, state, desired, ct);
            }
            catch (ModuleException failure) when (failure.Cause is ConcurrentChange && readings < MostReadings)
            {
            }
        }
    }

    private async Task<Outcome> ConvergeAsync(PulpSession pulp, string path, string? state, Desired desired, CancellationToken ct)
    {
        var found = await KnownFields.GuardAsync(pulp, entity, () => FoundAsync(pulp, path, desired, ct), ct);
        if (state == "present")
        {
            desired = await KnownFields.OfAsync(pulp, entity, found.Count == 1 ? found[0] : null, desired, pulp.Warn, ct);
        }

        if (state == "present" && found.Count == 0 && !entity.IsGiven && ConvergeStep.Lacking(entity, desired) is { } lacking)
        {
            // In check mode an earlier task of the play may have pretended to make it; this one only changes it.
            found = [pulp.Assume(lacking, desired.Key["name"]?.ToString())];
        }

        var step = await KnownFields.CompleteAsync(pulp, entity, path, ConvergeStep.Toward(entity, state, found, desired), ct);
        if (!pulp.Writes)
        {
            // For real Pulp says it itself, before it changes anything.
            await TakenNames.RequireFreeAsync(pulp, path, step, ct);
            await ServedPaths.RequireFreeAsync(pulp, entity, step, ct);
            await NamedObjects.RequireAsync(pulp, entity, step, ct);
        }

        if (step is ConvergeStep.Delete(var removed))
        {
            await StillUsed.TellAsync(pulp, entity, served, removed, ct);
        }
        else if (state == "absent")
        {
            pulp.TellUnseen($"{entity.Noun} '{desired.Key["name"] ?? desired.Key.FirstOrDefault().Value}'");
        }

        try
        {
            return await pulp.TakeAsync(entity, path, step, ct);
        }
        catch (ModuleException refused)
        {
            throw await ConcurrentChange.OrAsync(refused, pulp, entity.Noun, path, step, ct);
        }
    }

    private async Task<List<JsonObject>> FoundAsync(PulpSession pulp, string path, Desired desired, CancellationToken ct) =>
        entity.Immutable ? Pretended(desired) ? [] : await pulp.ListAsync(path, ObjectKey.Query(desired.Key), ct)
        : await pulp.FindAsync(path, entity.Nouns, desired.Key, ct) is { } one ? [one]
        : [];

    /// <summary>Only the key matters to a removal, and to a question unless the rest chooses among several.</summary>
    private ArgumentValues Relevant(ArgumentValues values, string? state) => state == "present" || entity.Immutable
        ? values
        : values.Only(entity.Key.SelectMany(key => key.Arguments));

    /// <summary>Whether the key refers to what check mode only pretends.</summary>
    private static bool Pretended(Desired desired) =>
        desired.Key.Any(pair => ((string?)pair.Value)?.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal) == true);

    private ModuleResult List(List<JsonObject> all)
    {
        var list = new JsonArray([.. all.Select(each => (JsonNode?)View.Of(entity, each))]);
        var result = new ModuleResult(false) { Values = new JsonObject { [entity.Plural] = list } };
        if (entity.PluralAlias is { } alias)
        {
            result.Values[alias] = list.DeepClone();
        }

        return result;
    }
}
