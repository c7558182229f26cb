// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Containers.Planning;

/// <summary>How a container comes to be, beside what it is.</summary>
/// <param name="Name">The container's.</param>
/// <param name="Pull">When the image is pulled.</param>
/// <param name="Recreate">It is replaced in any case, whoever made it.</param>
internal sealed record ContainerOptions(string Name, string Pull, bool Recreate);
