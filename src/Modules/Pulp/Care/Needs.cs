// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Checks;

namespace Modules.Pulp.Care;

/// <summary>What a server must have to be called ready.</summary>
internal sealed record Needs(long Workers, long ContentApps, bool Redis, long? FreeBytes)
{
    private static readonly Argument<long> WorkersNeeded = Argument.Number("workers", otherwise: 1);
    private static readonly Argument<long> ContentAppsNeeded = Argument.Number("content_apps", otherwise: 1);
    private static readonly Argument<bool> RedisNeeded = Argument.Flag("redis", otherwise: false);
    private static readonly Argument<long?> FreeNeeded = Argument.Number("free_bytes");

    public static IReadOnlyList<Argument> Arguments => [WorkersNeeded, ContentAppsNeeded, RedisNeeded, FreeNeeded];

    public static Needs Of(Invocation run) =>
        new(run.Get(WorkersNeeded), run.Get(ContentAppsNeeded), run.Get(RedisNeeded), run.Get(FreeNeeded));

    /// <summary>What its status tells of each of them.</summary>
    public IReadOnlyList<Check> Look(JsonObject status)
    {
        List<Check> checks = [Connected("the database", status["database_connection"])];
        if (Redis)
        {
            checks.Add(Connected("redis", status["redis_connection"]));
        }

        checks.Add(Online("workers", status["online_workers"], Workers));
        checks.Add(Online("content apps", status["online_content_apps"], ContentApps));
        if (FreeBytes is { } needed)
        {
            checks.Add(Free((long?)status["storage"]?["free"], needed));
        }

        return checks;
    }

    private static Check Connected(string what, JsonNode? connection) => (bool?)connection?["connected"] == true
        ? Check.Ok(what, $"{what} is connected")
        : Check.NotOk(what, $"{what} is not connected");

    private static Check Online(string what, JsonNode? there, long needed)
    {
        var online = there?.AsArray().Count ?? 0;
        var seen = $"{online} of {needed} {what} are online";
        return online < needed ? Check.NotOk(what, seen) : Check.Ok(what, seen);
    }

    private static Check Free(long? free, long needed) => free switch
    {
        null => Check.Unknown("free disk", "the server does not tell its free space"),
        { } bytes when bytes < needed => Check.NotOk("free disk", $"{bytes} bytes are free, not {needed}"),
        { } bytes => Check.Ok("free disk", $"{bytes} bytes are free"),
    };
}
