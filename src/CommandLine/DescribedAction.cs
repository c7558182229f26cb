// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine.Invocation;

namespace CommandLine;

/// <summary>What a command does that has words of its own for its help.</summary>
public abstract class DescribedAction : AsynchronousCommandLineAction
{
    /// <summary>The help, read only when somebody asks.</summary>
    public abstract string Help();
}
