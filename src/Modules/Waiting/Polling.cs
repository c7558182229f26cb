// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Waiting;

/// <summary>Looks again and again until something is there, or time is up. The one loop in which modules wait.</summary>
/// <param name="deadline">The look at or after it is the last one.</param>
/// <param name="pause">How long to wait before the next look, by how many there were.</param>
/// <param name="time">Where now is.</param>
internal sealed class Polling(DateTimeOffset deadline, Func<int, TimeSpan> pause, TimeProvider time)
{
    /// <summary>Whether what is waited for was only just begun, so that a look at once would be in vain.</summary>
    public bool PausesFirst { get; init; }

    public static Polling For(TimeSpan timeout, Func<int, TimeSpan> pause, TimeProvider? time = null) =>
        new((time ?? TimeProvider.System).GetUtcNow() + timeout, pause, time ?? TimeProvider.System);

    /// <summary>The same pause each time.</summary>
    public static Func<int, TimeSpan> Every(TimeSpan pause) => _ => pause;

    /// <summary>Half as long again each time.</summary>
    public static Func<int, TimeSpan> Growing(TimeSpan first, TimeSpan longest) =>
        looks => Math.Pow(1.5, looks - 1) is var factor && factor < longest / first ? first * factor : longest;

    /// <exception cref="ModuleHost.ModuleException">What the last look found instead.</exception>
    public async Task<T> UntilAsync<T>(Func<CancellationToken, Task<Look<T>>> look, CancellationToken ct)
    {
        for (var looks = 0; ; looks++)
        {
            if (looks > 0 || PausesFirst)
            {
                var (next, left) = (pause(looks), deadline - time.GetUtcNow());
                await Task.Delay(next < left || left <= TimeSpan.Zero ? next : left, time, ct);
            }

            switch (await look(ct))
            {
                case Look<T>.Found(var value):
                    return value;
                case Look<T>.NotYet(var whenLate) when time.GetUtcNow() >= deadline:
                    throw await whenLate();
                default:
                    break;
            }
        }
    }
}
