// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ModuleHost;

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

    public static HostWord KindOf(string word) => AddressOf(word) is not null ? HostWord.Address
        : Name().IsMatch(word) ? HostWord.Name
        : HostWord.None;

    /// <summary>An address that is written in full; null for none. '10.1' and '010.0.0.1' are read otherwise by every program.</summary>
    public static IPAddress? AddressOf(string word) => IPAddress.TryParse(word, out var address)
        && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == word : !word.AsSpan().ContainsAny('[', '%'))
        ? address
        : null;

    /// <summary>Of digits and dots alone there is no name.</summary>
    [GeneratedRegex(@"^(?![0-9.]+\z)[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex Name();
}
