// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>Pulp never tells a password, but whether one is right can be tried.</summary>
internal sealed class Password(PulpSession pulp)
{
    /// <summary>Takes the password out of what is desired if the user can log in with it already, or if it is empty: that makes
    /// a new user without one, and is never meant to lock out a user who has one.</summary>
    /// <param name="found">The user. One who is not active cannot log in at all, so that nothing is learnt.</param>
    /// <param name="desired">What the user shall be.</param>
    /// <param name="ct">Stops it.</param>
    public async Task ForgetIfRightAsync(JsonObject found, Desired desired, CancellationToken ct)
    {
        var name = (string)found["username"]!;
        if ((string?)desired.Values["password"] is not null && (bool?)found["is_active"] == false)
        {
            pulp.Warn(
                $"user '{name}' is not active and cannot log in, so that nothing tells whether password is the one it has: "
                    + "it is set anew. Leave password out, or set is_active.");
        }
        else if (desired.Values["password"] is null || await pulp.Api.AcceptsAsync(name, (string)desired.Values["password"]!, ct))
        {
            _ = desired.Values.Remove("password");
        }
    }
}
