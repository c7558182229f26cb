// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace Modules.PulpServer;

/// <summary>How many processes serve the API and content, and how many work on tasks.</summary>
internal sealed record WorkerCounts(long Api, long Content, long Tasks)
{
    // Connections that one process may have open at a time, on the safe side: 32 processes for the API and as many for content
    // have used up the hundred of Pulp's own PostgreSQL, 12 and 12 have not.
    private const long PerApi = 2;
    private const long PerContent = 4;
    private const long PerTask = 4;

    /// <summary>Those PostgreSQL keeps for its administrator, and those of commands in the container.</summary>
    private const long Reserved = 10;

    private const long FewestTasks = 2;
    private const long MostTasks = 6;

    public long Connections => (Api * PerApi) + (Content * PerContent) + (Tasks * PerTask) + Reserved;

    /// <param name="cpus">Of the host.</param>
    /// <param name="connections">That PostgreSQL takes.</param>
    /// <param name="given">Numbers the playbook fixes; null for those it leaves to us.</param>
    public static WorkerCounts For(long cpus, long connections, (long? Api, long? Content, long? Tasks) given)
    {
        var tasks = given.Tasks ?? Math.Clamp(cpus, FewestTasks, MostTasks);
        var left = connections - Reserved - (tasks * PerTask) - ((given.Api ?? 0) * PerApi) - ((given.Content ?? 0) * PerContent);
        var each = (given.Api is null ? PerApi : 0) + (given.Content is null ? PerContent : 0);
        var most = each > 0 ? Math.Max(left / each, 1) : 1;
        var wanted = Math.Min((cpus * 2) + 1, most);
        return new(given.Api ?? wanted, given.Content ?? wanted, tasks);
    }

    /// <summary>As Pulp's image is told.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables =>
    [
        new("PULP_API_WORKERS", Api.ToString(CultureInfo.InvariantCulture)),
        new("PULP_CONTENT_WORKERS", Content.ToString(CultureInfo.InvariantCulture)),
        new("PULP_WORKERS", Tasks.ToString(CultureInfo.InvariantCulture)),
    ];
}
