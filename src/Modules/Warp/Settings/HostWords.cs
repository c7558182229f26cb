// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Http.Addresses;

namespace Modules.Warp.Settings;

/// <summary>What a word says of a host.</summary>
internal enum HostWord
{
    /// <summary>Its address.</summary>
    Address,

    /// <summary>Its name.</summary>
    Name,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Addresses and names of hosts, as a person writes them.</summary>
internal static partial class HostWords
{
    /// <summary>Of a list, or of texts with blanks or commas between them, as the variable has it.</summary>
    public static IReadOnlyList<string> Of(Invocation run, Argument<IReadOnlyList<string>?> argument) =>
    [
        .. (run.Get(argument) ?? [])
            .SelectMany(text => text.Replace(',', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    ];

    public static HostWord KindOf(string word) => FullAddress.Of(word) is not null ? HostWord.Address
        : Name().IsMatch(word) ? HostWord.Name
        : HostWord.None;

    /// <summary>Of digits and dots alone there is no name.</summary>
    [GeneratedRegex(@"^(?![0-9.]+\z)[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex Name();
}
