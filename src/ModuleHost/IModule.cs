// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>What the host can run.</summary>
public interface IModule
{
    /// <summary>The last part of the name a playbook calls.</summary>
    string Name { get; }

    /// <summary>What a playbook may give it.</summary>
    ArgumentSpec Arguments { get; }

    /// <summary>False for a module that cannot tell what it would do: in check mode the host answers for it.</summary>
    bool SupportsCheckMode => true;

    /// <summary>Whether its answers to a change carry a before and an after.</summary>
    bool ShowsDifference => false;

    /// <summary>Does the work.</summary>
    /// <exception cref="ModuleException">The user can act on it.</exception>
    Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct);
}
