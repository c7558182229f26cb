// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Watch;

/// <summary>Where progress is shown.</summary>
internal interface IScreen
{
    /// <summary>Something happened.</summary>
    void Tell(string told);

    /// <summary>Shows how things stand.</summary>
    void Draw(ProgressState state);

    /// <summary>The run is over.</summary>
    void End(ProgressState state);
}
