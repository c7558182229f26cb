// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.OpenBao.Keys;

/// <summary>Work that is finished although the module is asked to stop: the process waits for the thread it runs on.</summary>
internal static class Uninterrupted
{
    public static Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work().GetAwaiter().GetResult());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            IsBackground = false, // the process does not end before it
        };
        thread.Start();
        return done.Task;
    }
}
