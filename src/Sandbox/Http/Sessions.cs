// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Sandbox.Http;

/// <summary>Logged-in sessions by cookie, each with its CSRF token.</summary>
internal sealed class Sessions
{
    private readonly ConcurrentDictionary<string, (string Username, string? Stamp, string Token)> _open = new();

    public (string Session, string Token) Begin(string username, string? stamp)
    {
        var session = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _open[session] = (username, stamp, token);

        return (session, token);
    }

    public (string Username, string? Stamp, string Token)? Find(string? session) =>
        session is not null && _open.TryGetValue(session, out var found) ? found : null;

    public void End(string? session) => _open.TryRemove(session ?? "", out _);
}
