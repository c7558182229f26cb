// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace ModuleHost.Execution;

/// <summary>
/// Ctrl-C and a polite kill: the module is asked to stop and given a while to; a second one cuts that short. Who waits for
/// the module learns of it in one place, so that one answer is printed, by the one thread that prints answers.
/// </summary>
internal sealed class Interruption : IDisposable
{
    public static readonly IReadOnlyList<PosixSignal> Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _asked = new();
    private readonly TaskCompletionSource _patienceOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _signals;
    private readonly TimeSpan _patience;
    private PosixSignal _signal;
    private string? _underWay;
    private int _times;

    /// <param name="patience">How long a module that was asked to stop is waited for.</param>
    public Interruption(TimeSpan patience)
    {
        _patience = patience;
        _signals = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Interrupt))];
    }

    public Invocation? Run { get; set; }

    /// <summary>What asks the module to stop.</summary>
    public CancellationToken Token => _asked.Token;

    /// <summary>Waits for work that may not heed <see cref="Token"/>.</summary>
    /// <exception cref="OperationCanceledException">Patience is over; the work goes on unheeded until the process ends.</exception>
    public async Task<T> WaitAsync<T>(Task<T> work)
    {
        var first = await Task.WhenAny(work, _patienceOver.Task);
        await Task.Yield(); // else what ended the work lies below the answer on the stack, with all it holds, until that is printed
        return first == work ? await work : throw new OperationCanceledException(Token);
    }

    /// <param name="failure">How the module ended.</param>
    public JsonObject Answer(Exception failure) => Execution.Answer.Failure(
        $"Interrupted by {_signal}"
        + (_underWay is { } what ? $" during: {what}." : ".")
        + " What was already asked of the server goes on there; running the same task again continues from its state."
        + (failure is ModuleException said ? $" The module's last words: {said.Message}" : ""),
        failure is ModuleException { Changed: true },
        (failure as ModuleException)?.Details);

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _asked.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _times) > 1)
        {
            _ = _patienceOver.TrySetResult();
            return;
        }

        _signal = context.Signal;
        _underWay = Run?.UnderWay;
        try
        {
            // What listens to the token runs elsewhere, and may fail there: a signal handler that throws ends the process.
            _ = _asked.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            return; // the answer is out already
        }

        _ = Task.Delay(_patience).ContinueWith(_ => _patienceOver.TrySetResult(), TaskScheduler.Default);
    }
}
