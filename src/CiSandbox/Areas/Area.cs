// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.Areas;

/// <summary>One kind of server that the sandbox can be, and its words on the command line.</summary>
/// <param name="Name">Also of its option, which takes the address to listen on.</param>
/// <param name="What">For the help.</param>
/// <param name="Open">Makes one.</param>
internal sealed record Area(string Name, string What, Func<AreaSettings, IAreaServer> Open)
{
    /// <summary>Whether it is there only where it is named.</summary>
    public bool IsOnRequest { get; init; }

    /// <summary>Its further options, <c>--NAME-WORD VALUE</c>: word and help.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();
}
