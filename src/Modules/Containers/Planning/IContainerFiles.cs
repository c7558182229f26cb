// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Containers.Planning;

/// <summary>The files that a container is configured by.</summary>
internal interface IContainerFiles
{
    /// <summary>Whether those found, by name, are as wanted.</summary>
    bool AreIn(IReadOnlyDictionary<string, string> found);

    /// <summary>What to write where they are not.</summary>
    IReadOnlyDictionary<string, string> ToWrite();
}
