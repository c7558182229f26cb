// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Plugins;
using Sandbox.Releases;
using Sandbox.Settings;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox.Instance;

/// <summary>What every endpoint works with.</summary>
internal sealed record PulpInstance(Options Options, Schema Schema, PulpStore Store, TaskEngine Tasks)
{
    /// <summary>The one domain there is, as locks and prns name it.</summary>
    public string Domain { get; init; } = Guid.NewGuid().ToString();

    public PulpRelease Release => Options.Release;

    public required PluginSet Plugins { get; init; }

    public string DomainPrn => $"prn:core.domain:{Domain}";

    /// <summary>Where clients find content, known once the server listens.</summary>
    public string ContentOrigin { get; set; } = "";

    /// <summary>A task for whoever asks, with the domain shared as every task has it.</summary>
    public PulpTask Task(
        string name, Exchange exchange, IEnumerable<string> exclusive, IEnumerable<string> shared, TaskGroup? group = null) =>
        new(name, new ResourceLocks([.. exclusive], [.. shared, DomainPrn]), exchange.Account!.Href)
        {
            LoggingCid = exchange.CorrelationId,
            Group = group,
        };

    /// <summary>A task that another one starts, in the same group.</summary>
    public PulpTask Task(string name, PulpTask parent, IEnumerable<string> exclusive) =>
        new(name, new ResourceLocks([.. exclusive], [DomainPrn]), parent.CreatedBy)
        {
            LoggingCid = parent.LoggingCid,
            Group = parent.Group,
        };
}
