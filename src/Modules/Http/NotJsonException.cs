// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>A body that should be JSON and is not.</summary>
/// <param name="text">The body.</param>
#pragma warning disable CA1032 // it cannot be without what it tells
internal sealed class NotJsonException(string text) : Exception("The answer is not JSON.")
{
    /// <summary>The body.</summary>
    public string Text => text;
}
