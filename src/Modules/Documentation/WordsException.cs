// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Documentation;

/// <summary>Words and facts do not fit; the writer of the words can act on it.</summary>
internal sealed class WordsException : Exception
{
    public WordsException()
    {
    }

    public WordsException(string message)
        : base(message)
    {
    }

    public WordsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
