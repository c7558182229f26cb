// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Validation;
using Sandbox.Http;
using Sandbox.Store;

namespace Sandbox.Api.Access;

/// <summary>Users as those who log in. The first one is the administrator; others may only read.</summary>
internal sealed class Accounts(PulpStore store)
{
    /// <param name="username">Who.</param>
    /// <param name="password">Null: known by a session.</param>
    public Account? Find(string username, string? password)
    {
        var user = store.Named("users", "username", username).FirstOrDefault();

        return user is not null && user.Flag("is_active") && (password is null || Passwords.Fits(password, user.Text("password")))
            ? new Account(user.Href, username, user.Id == "1") { Stamp = user.Text("password") }
            : null;
    }
}
