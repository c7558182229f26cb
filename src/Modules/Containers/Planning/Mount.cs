// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Containers.Planning;

/// <summary>A folder of the host, or a volume, in a container.</summary>
/// <param name="Source">A path, or a volume's name.</param>
/// <param name="Destination">Where the container sees it.</param>
/// <param name="Options">As the engine writes them: <c>ro</c> for reading only, <c>Z</c> for
/// a label of its own on hosts with SELinux.</param>
internal sealed record Mount(string Source, string Destination, params IReadOnlyList<string> Options)
{
    public string Bind => Options.Count > 0 ? $"{Source}:{Destination}:{string.Join(',', Options)}" : $"{Source}:{Destination}";

    public override string ToString() => $"{Source}->{Destination}:{(Options.Contains("ro") ? "ro" : "rw")}";
}
