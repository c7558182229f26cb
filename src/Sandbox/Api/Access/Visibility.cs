// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Store;
using Sandbox.Versions;

namespace Sandbox.Api.Access;

/// <summary>
/// What is shown to who is no administrator, as pulpcore 3.105 has it by default: what a role lets them view, as if the rest were not
/// there. Public images are everybody's, and content is shown to who may view a repository that holds it.
/// </summary>
internal sealed class Visibility
{
    private readonly PulpStore _store;
    private readonly Grants? _grants;

    private Visibility(PulpStore store, Grants? grants) => (_store, _grants) = (store, grants);

    public static Visibility For(PulpStore store, Account? account) =>
        new(store, account is null or { IsAdmin: true } ? null : Grants.Of(store, account));

    /// <summary>The same for somebody whose grants are known already.</summary>
    public static Visibility For(PulpStore store, Grants grants) => new(store, grants);

    /// <summary>Whether an object is there for somebody.</summary>
    public bool Sees(Entity entity) => _grants is null || entity.Type.Path switch
    {
        "distributions/container/container" => !entity.Flag("private") || SeesImage(entity),
        "distributions/container/pull-through" => true,
        "repositories/container/container-push" =>
            _store.Referring(entity.Href).Any(each => each.Type.Family == "distributions" && Sees(each)),
        _ => _grants.Has(Permission("view", entity), entity),
    };

    /// <summary>What a repository held in any of its versions is shown to who may view it.</summary>
    public IEnumerable<ContentUnit> Units(IEnumerable<ContentUnit> units)
    {
        if (_grants is null)
        {
            return units;
        }

        var seen = _store.Versions.All.Where(version => Sees(version.Repository)).SelectMany(version => version.Content).ToHashSet();
        return units.Where(seen.Contains);
    }

    private static string Permission(string verb, Entity entity) => $"{entity.Type.App}.{verb}_{entity.Type.Model.ToLowerInvariant()}";

    private bool SeesImage(Entity distribution) => _grants!.Has(Permission("view", distribution), distribution)
        || (_store.Find(distribution.Text("namespace")) is { } space
            && (_grants.Has(Permission("view", space), space) || _grants.Has(Permission("view", distribution), space)));
}
