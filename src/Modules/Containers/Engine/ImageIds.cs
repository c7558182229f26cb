// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Containers.Engine;

/// <summary>Docker writes <c>sha256:</c> before an image's id, Podman does not.</summary>
internal static class ImageIds
{
    public static string Plain(string id) => id.StartsWith("sha256:", StringComparison.Ordinal) ? id["sha256:".Length..] : id;
}
