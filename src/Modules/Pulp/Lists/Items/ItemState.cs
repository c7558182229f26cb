// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Lists.Items;

/// <summary>How far an item is.</summary>
internal enum ItemState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>It is worked on, for the first time or again.</summary>
    Running,

    /// <summary>It failed; where the cause may pass it is tried again.</summary>
    Failed,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>Nothing is done for it, since a later item is about the same object.</summary>
    Overridden,
}
