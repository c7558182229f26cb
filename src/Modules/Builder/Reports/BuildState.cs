// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Reports;

/// <summary>What became of an image, in kolla-build's words.</summary>
internal enum BuildState
{
    /// <summary>Its build began and did not end: kolla-build was stopped, or still runs.</summary>
    Unfinished,

    /// <summary>It is there.</summary>
    Built,

    /// <summary>Its build, its push or its parent's build failed.</summary>
    Failed,

    /// <summary>It was left out by an option, as one whose image is there already.</summary>
    Skipped,

    /// <summary>It cannot be built for this distribution.</summary>
    Unbuildable,
}
