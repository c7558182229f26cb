// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Messages;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>What is removed although others use it: told before it goes, in check mode too.</summary>
internal static class StillUsed
{
    /// <summary>What becomes of distributions when what they serve is gone.</summary>
    public const string NothingIsServed =
        "hosts are given nothing there then. Remove these distributions, or let them serve something else, first.";

    /// <param name="pulp">The server.</param>
    /// <param name="entity">What is removed.</param>
    /// <param name="family">Its family, whose distributions may serve it; null where none can.</param>
    /// <param name="removed">What is removed.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">Pulp would refuse it.</exception>
    public static async Task TellAsync(
        PulpSession pulp, Entity entity, Family? family, IReadOnlyList<JsonObject> removed, CancellationToken ct)
    {
        HashSet<string> hrefs = [.. removed.Select(each => (string)each["pulp_href"]!)];
        var subject = $"{entity.Noun} '{entity.NameOf(removed[0])}'";
        if (family is not null && (await ServedByAsync(pulp, family, ct)).Names(hrefs) is [_, ..] serving)
        {
            pulp.Warn($"{subject} is to be removed, and is still served by {FirstNames.Of(serving)}: {NothingIsServed}");
        }

        foreach (var referrer in entity.Referrers)
        {
            if (await NamesAsync(pulp, referrer, hrefs, ct) is not [_, ..] names)
            {
                continue;
            }

            var told = $"{subject} is to be removed, and still {referrer.Word} {FirstNames.Of(names)}: {referrer.Consequence}";
            if (referrer.Forbids)
            {
                throw new ModuleException(told);
            }

            pulp.Warn(told);
        }
    }

    /// <summary>The distributions of a family by what they serve.</summary>
    public static Task<ILookup<string, string>> ServedByAsync(PulpSession pulp, Family family, CancellationToken ct) =>
        ServedObjects.ReadAsync(pulp, family.Publication?.Paths ?? [], family.Distribution.Path, ct);

    private static async Task<IReadOnlyList<string>> NamesAsync(
        PulpSession pulp, Referrer referrer, HashSet<string> hrefs, CancellationToken ct)
    {
        try
        {
            return [.. (await pulp.ListAsync(referrer.Path, $"fields=name,{referrer.Field}", ct))
                .Where(each => each[referrer.Field] is { } href && hrefs.Contains((string)href!))
                .Select(each => (string)each["name"]!)
                .Order(StringComparer.Ordinal)];
        }
        catch (ModuleException failure) when (PulpRefusal.IsMissing(failure))
        {
            return []; // an older server has no such objects
        }
    }
}
