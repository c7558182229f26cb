// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.Running;

/// <summary>A user of the host, by numbers: inside, names may mean others.</summary>
/// <param name="Id">The user.</param>
/// <param name="Group">The user's own group.</param>
/// <param name="Groups">The others.</param>
internal sealed record HostUser(string Id, string Group, IReadOnlyList<string> Groups)
{
    /// <summary>Null where the host has no such user.</summary>
    /// <param name="name">The user.</param>
    /// <param name="passwd">Lines of the file of users.</param>
    /// <param name="groups">Lines of the file of groups.</param>
    public static HostUser? Find(string name, IEnumerable<string> passwd, IEnumerable<string> groups)
    {
        if (passwd.Select(line => line.Split(':')).FirstOrDefault(entry => entry.Length > 3 && entry[0] == name) is not { } user)
        {
            return null;
        }

        return new(
            user[2],
            user[3],
            [
                .. groups.Select(line => line.Split(':')).Where(entry => entry.Length > 3 && entry[3].Split(',').Contains(name))
                    .Select(entry => entry[2]).Where(group => group != user[3]),
            ]);
    }
}
