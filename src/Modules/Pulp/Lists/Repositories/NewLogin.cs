// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>A login that a run has put into a remote. Where its sync fails, a reader must know that the old one is gone.</summary>
internal static class NewLogin
{
    private static readonly string[] Login = ["username", "password", "client_key", "client_cert"];

    /// <summary>Notes it for the messages of this item, which keep it over retries.</summary>
    public static void Note(ItemResult result, string remote, ConvergeStep? step, Outcome? taken)
    {
        if (taken is { Changed: true } && step is ConvergeStep.Update(_, var changes, _) && Array.Exists(Login, changes.ContainsKey))
        {
            result.NewLogin = $"The new login is stored: it has replaced the old one in the remote '{remote}', "
                + "with which content on demand is downloaded, too. Where the new one is wrong, give the old one again and rerun.";
        }
    }
}
