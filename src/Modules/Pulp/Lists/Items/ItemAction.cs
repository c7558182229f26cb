// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Lists.Items;

/// <summary>What was done for an item, or in check mode would be. Words for it are made where it is shown.</summary>
internal enum ItemAction
{
    /// <summary>An object was made.</summary>
    Created,

    /// <summary>An object was changed.</summary>
    Updated,

    /// <summary>An object was removed.</summary>
    Deleted,

    /// <summary>Something else serves the same already.</summary>
    Skipped,

    /// <summary>A later item of the list is about the same object.</summary>
    Overridden,

    /// <summary>A promotion that was left out, since another failed.</summary>
    NotMoved,

    /// <summary>A promotion that was undone, since another failed.</summary>
    PutBack,

    /// <summary>A push repository of the same name was made an ordinary one.</summary>
    PushRepositoryMigrated,

    /// <summary>A push repository of the same name was removed.</summary>
    PushRepositoryDeleted,

    /// <summary>A sync would bring something.</summary>
    WouldSync,

    /// <summary>A sync would bring nothing.</summary>
    NothingToSync,

    /// <summary>Whether a sync would bring something is not known.</summary>
    MaySync,

    /// <summary>A sync that ran already was waited for.</summary>
    WaitedForSync,

    /// <summary>A sync was made.</summary>
    Synced,
}
