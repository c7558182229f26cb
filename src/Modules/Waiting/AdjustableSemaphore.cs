// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Waiting;

/// <summary>Lets so many in at a time; how many may change while it is used.</summary>
internal sealed class AdjustableSemaphore(int width)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _inside;
    private int _width = width;

    public int Width
    {
        get => _width;
        set
        {
            lock (_lock)
            {
                _width = Math.Max(1, value);
                Admit();
            }
        }
    }

    public async Task<T> PassAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        var ticket = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(ticket);
            Admit();
        }

        using var canceled = ct.Register(() => ticket.TrySetCanceled(ct));
        await ticket.Task;
        try
        {
            return await work();
        }
        finally
        {
            lock (_lock)
            {
                _inside--;
                Admit();
            }
        }
    }

    private void Admit()
    {
        while (_inside < _width && _waiting.TryDequeue(out var next))
        {
            if (next.TrySetResult())
            {
                _inside++;
            }
        }
    }
}
