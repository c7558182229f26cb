// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>What is desired, held against what the server's release knows: before anything is written, and in check mode too.</summary>
internal static class KnownFields
{
    /// <summary>What is desired without what has no effect with this server any more.</summary>
    /// <param name="pulp">The server; asked for its versions where an option depends on them.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="found">The object; null where there is none, or where there may be several.</param>
    /// <param name="desired">What it shall be.</param>
    /// <param name="doubt">Told what has no effect.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">The server does not know an option yet.</exception>
    public static async Task<Desired> OfAsync(
        PulpSession pulp, ObjectKind kind, JsonObject? found, Desired desired, Action<string> doubt, CancellationToken ct)
    {
        desired = await SecretMarks.WithoutMarkedAsync(pulp, kind, found, desired, ct);
        if (DatedOption.Of(kind, found, desired.Values) is not { Count: > 0 } dated)
        {
            return desired;
        }

        var versions = await pulp.VersionsAsync(ct);
        if (dated.Where(each => each.Releases.Since is { } since && !versions.Has(each.Releases.Component, since))
            .Select(each => Complaint(each, versions))
            .ToList() is { Count: > 0 } complaints)
        {
            throw new ModuleException(string.Join(" ", complaints));
        }

        var values = desired.Values.DeepClone().AsObject();
        foreach (var each in dated.Where(each => each.Releases.Until is { } until && versions.Has(each.Releases.Component, until)))
        {
            doubt($"{each.Argument.Name} has no effect from {each.Releases.Package} {each.Releases.Until} on, and this server has "
                + $"{versions.Of(each.Releases.Component)}. It is not sent; leave it out.");
            _ = values.Remove(each.ApiName);
        }

        return desired with { Values = values };
    }

    /// <summary>A step with what only older servers ask for.</summary>
    public static async Task<ConvergeStep> CompleteAsync(
        PulpSession pulp, Entity entity, string path, ConvergeStep step, CancellationToken ct)
    {
        if (step is not ConvergeStep.Create(var body) || path != entity.Path || entity.AskedFor is not { } asked
            || asked.Values.Any(each => body.ContainsKey(each.Key))
            || (await pulp.VersionsAsync(ct)).Has(asked.Older.Component, asked.Older.Since!))
        {
            return step;
        }

        var complete = body.DeepClone().AsObject();
        foreach (var (name, value) in asked.Values)
        {
            complete[name] = value?.DeepClone();
        }

        return new ConvergeStep.Create(complete);
    }

    /// <summary>A failure to find anything of a kind, in words that name the release which has such objects.</summary>
    public static async Task<T> GuardAsync<T>(PulpSession pulp, ObjectKind kind, Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (ModuleException failure) when (kind.Releases is not null && PulpRefusal.IsMissing(failure))
        {
            var (releases, versions) = (kind.Releases, await pulp.VersionsAsync(ct));
            throw versions.Has(releases.Component, releases.Since!)
                ? failure
                : new ModuleException($"This server has no {kind.Nouns}: {Needed(releases, versions)}", failure);
        }
    }

    private static string Complaint(DatedOption option, ServerVersions versions) =>
        $"{option.Argument.Name} is not known to this server: {Needed(option.Releases, versions)}";

    private static string Needed(Releases releases, ServerVersions versions) =>
        $"that takes {releases.Package} {releases.Since} or newer, and it has "
            + $"{versions.Of(releases.Component) ?? $"no {releases.Package}"}.";
}
