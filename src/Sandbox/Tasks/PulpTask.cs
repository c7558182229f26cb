// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sandbox.Entities;

namespace Sandbox.Tasks;

/// <summary>A piece of work a request started, as /tasks/ shows it.</summary>
internal sealed class PulpTask(string name, ResourceLocks locks, string createdBy) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public string Id { get; init; } = Guid.CreateVersion7().ToString();

    public string Name => name;

    public ResourceLocks Locks => locks;

    public string CreatedBy => createdBy;

    public string LoggingCid { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>What it was started along with; null for nothing.</summary>
    public TaskGroup? Group { get; init; }

    public TaskState State { get; set; } = TaskState.Waiting;

    public DateTime Created { get; init; } = DateTime.UtcNow;

    public DateTime? Unblocked { get; set; }

    public DateTime? Started { get; set; }

    public DateTime? Finished { get; set; }

    public string? Error { get; set; }

    public JsonNode? Result { get; set; }

    public ImmutableList<string> CreatedResources { get; set; } = [];

    public ImmutableList<ProgressReport> Reports { get; set; } = [];

    public CancellationToken Canceled => _cancellation.Token;

    public bool IsFinal => State is TaskState.Completed or TaskState.Failed or TaskState.Canceled or TaskState.Skipped;

    public string Href => $"{EntityType.Root}tasks/{Id}/";

    public string Prn => $"prn:core.task:{Id}";

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();
}
