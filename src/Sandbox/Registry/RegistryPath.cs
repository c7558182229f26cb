// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Registry;

/// <summary>
/// NAME/tags/list, NAME/manifests/REFERENCE, NAME/blobs/DIGEST, NAME/blobs/uploads/[ID]: a name may have slashes of its own.
/// </summary>
internal sealed record RegistryPath(string Name, string Kind, string Reference)
{
    public static RegistryPath? Parse(string path) => path.TrimEnd('/').Split('/') switch
    {
        [.. var name, "tags", "list"] when name.Length > 0 => new(string.Join('/', name), "tags", "list"),
        [.. var name, "manifests", var reference] when name.Length > 0 => new(string.Join('/', name), "manifests", reference),
        [.. var name, "blobs", "uploads", var id] when name.Length > 0 => new(string.Join('/', name), "uploads", id),
        [.. var name, "blobs", "uploads"] when name.Length > 0 => new(string.Join('/', name), "uploads", ""),
        [.. var name, "blobs", var digest] when name.Length > 0 => new(string.Join('/', name), "blobs", digest),
        _ => null,
    };
}
