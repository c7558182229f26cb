// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.Tests.Infra;

/// <summary>A listener for HTTP on a port of this machine that was free.</summary>
internal static class LocalListener
{
    private static int _next = 20000 + (Environment.ProcessId % 10000);

    public static (HttpListener Listener, string Address) Start()
    {
        while (true)
        {
            var listener = new HttpListener(); // one that could not start is of no further use
            var address = $"http://127.0.0.1:{Interlocked.Increment(ref _next)}";
            try
            {
                listener.Prefixes.Add(address + "/");
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                // Taken: the next one.
            }
        }
    }
}
