// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.CommandLine.Invocation;

namespace CommandLine;

/// <summary>Prints a text.</summary>
internal sealed class TextAction(Func<ParseResult, string> text) : SynchronousCommandLineAction
{
    /// <summary>Whether it is printed whatever else the words say.</summary>
    public bool Always { get; init; }

    public override bool ClearsParseErrors => Always;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(text(parseResult));
        return 0;
    }
}
