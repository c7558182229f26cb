// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>How much was sent and received.</summary>
internal sealed class Traffic
{
    private int _requests;
    private long _received;

    /// <summary>How many requests were sent.</summary>
    public int Requests => _requests;

    /// <summary>How many bytes of answers were received.</summary>
    public long Received => _received;

    /// <summary>Counts one more.</summary>
    public void Send() => Interlocked.Increment(ref _requests);

    /// <summary>Counts so many more.</summary>
    public void Receive(int bytes) => Interlocked.Add(ref _received, bytes);
}
