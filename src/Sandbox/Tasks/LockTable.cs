// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>Which resources are taken, by running tasks or by waiting ones that came first.</summary>
internal sealed class LockTable
{
    private readonly HashSet<string> _exclusive = [];
    private readonly HashSet<string> _shared = [];

    public bool Allows(ResourceLocks wanted) =>
        !wanted.Exclusive.Any(resource => _exclusive.Contains(resource) || _shared.Contains(resource))
        && !wanted.Shared.Any(_exclusive.Contains);

    public void Take(ResourceLocks taken)
    {
        _exclusive.UnionWith(taken.Exclusive);
        _shared.UnionWith(taken.Shared);
    }
}
