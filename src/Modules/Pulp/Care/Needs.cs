using System.Text.Json.Nodes;
using ModuleHost;

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

    /// <summary>What is missing, in words; empty for a server that is ready.</summary>
    public IReadOnlyList<string> Missing(JsonObject status)
    {
        List<string> missing = [];
        if ((bool?)status["database_connection"]?["connected"] != true)
        {
            missing.Add("the database is not connected");
        }

        if (Redis && (bool?)status["redis_connection"]?["connected"] != true)
        {
            missing.Add("redis is not connected");
        }

        Count(missing, status, "online_workers", Workers, "workers");
        Count(missing, status, "online_content_apps", ContentApps, "content apps");
        if (FreeBytes is { } needed && (long?)status["storage"]?["free"] is var free && !(free >= needed))
        {
            missing.Add(free is null ? "the server does not tell its free space" : $"{free} bytes are free, not {needed}");
        }

        return missing;
    }

    private static void Count(List<string> missing, JsonObject status, string key, long needed, string noun)
    {
        var online = status[key]?.AsArray().Count ?? 0;
        if (online < needed)
        {
            missing.Add($"{online} of {needed} {noun} are online");
        }
    }
}
