// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>A counter a client can watch. Thread-safe; states are Pulp's: running, completed, failed, canceled.</summary>
internal sealed class ProgressReport(string message, string code, long? total, string? suffix)
{
    private long _done;

    public string Message { get; set; } = message;

    public string Code => code;

    public long? Total { get; set; } = total;

    public string? Suffix => suffix;

    public string State { get; set; } = "running";

    public long Done
    {
        get => Interlocked.Read(ref _done);
        set => Interlocked.Exchange(ref _done, value);
    }

    public void Increment(long by = 1) => Interlocked.Add(ref _done, by);

    public void Complete() => State = "completed";
}
