// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.Workflows.Settings;

/// <summary>How a workflow knows which environment it is for.</summary>
internal enum Selector
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is written into the file.</summary>
    Single,

    /// <summary>Whoever starts it says.</summary>
    Input,
}
