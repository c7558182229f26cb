// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Warp.Settings;

/// <summary>Names as an engine takes them. It refuses others only when it makes something, which a check does not have it do.</summary>
internal static partial class EngineNames
{
    /// <exception cref="ModuleException">It is no name of an image.</exception>
    public static string Image(string option, string name) => ImageName().IsMatch(name)
        ? name
        : throw new ModuleException($"Set {option} to the name of an image, such as oooq-runner:0.1: it is '{name}'.");

    /// <exception cref="ModuleException">It is no name of a container.</exception>
    public static string Container(string option, string name) => ContainerName().IsMatch(name)
        ? name
        : throw new ModuleException(
            $"Set {option} to letters, digits, '_', '.' and '-', two at least, such as oooq-runner: it is '{name}'.");

    [GeneratedRegex(
        @"^(?:sha256:[0-9a-f]{64}|(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
            + @"[a-z0-9]+(?:(?:[.]|__?|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[.]|__?|-+)[a-z0-9]+)*)*"
            + @"(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?)\z")]
    private static partial Regex ImageName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]+\z")]
    private static partial Regex ContainerName();
}
