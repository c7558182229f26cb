// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Builder.Preflight;

/// <summary>That an answer did not come in time: whether what was asked for is there cannot be told.</summary>
internal sealed record Silence;

/// <summary>How long somebody who looks at a host waits for an answer. What hangs takes requests and answers none, and all else shall be
/// told.</summary>
/// <param name="Time">Of one answer.</param>
internal sealed record Patience(TimeSpan Time)
{
    public static readonly Patience Usual = new(TimeSpan.FromSeconds(30));

    /// <summary>As messages speak of it.</summary>
    public string Words => $"within {Time.TotalSeconds:0} s";

    /// <summary>What is asked, if it is answered in time.</summary>
    /// <param name="who">Whom; as a sentence's beginning.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">It is not, which is a <see cref="Silence"/>, or the answer is a failure.</exception>
    public async Task<T> WaitAsync<T>(string who, Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Time);
        try
        {
            // One that the kernel does not let go, as df on a server that went away, is not waited for.
            return await ask(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModuleException($"{who} does not answer {Words}.") { Cause = new Silence() };
        }
    }
}
