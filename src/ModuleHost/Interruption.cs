using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>
/// Ctrl-C and a polite kill: the module is asked to stop, and an answer is printed in any case, once. A module that does
/// not stop in time is answered for.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _signals;
    private readonly Action<string> _print;
    private readonly Lock _printing = new();
    private PosixSignal? _signal;
    private string? _underWay;
    private bool _printed;

    public Interruption(Action<string> print)
    {
        _print = print;
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP }.Select(
            signal => PosixSignalRegistration.Create(signal, Interrupt))];
    }

    public Invocation? Run { get; set; }

    public CancellationToken Token => _source.Token;

    public JsonObject Answer() => ModuleHost.Answer.Failure(
        $"Interrupted by {_signal}"
        + (_underWay is { } what ? $" during: {what}." : ".")
        + " What was already asked of the server goes on there; running the same task again continues from its state.");

    public void Print(JsonObject answer)
    {
        lock (_printing)
        {
            if (!_printed)
            {
                _print(ModuleHost.Answer.Print(answer));
                _printed = true;
            }
        }
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            return;
        }

        _signal = context.Signal;
        _underWay = Run?.UnderWay;
        _source.Cancel();
        _ = Task.Delay(Patience).ContinueWith(
            _ =>
            {
                Print((JsonObject)(Run?.Redactor ?? new Redactor()).Clean(Answer())!);
                Environment.Exit(1);
            },
            TaskScheduler.Default);
    }
}
