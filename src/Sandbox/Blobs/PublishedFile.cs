// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Blobs;

/// <summary>One path of a publication: a generated file or a unit's blob.</summary>
internal sealed record PublishedFile(string RelativePath, Blob Blob);
