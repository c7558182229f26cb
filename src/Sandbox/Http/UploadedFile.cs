// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Http;

/// <summary>A file part of a multipart request.</summary>
internal sealed record UploadedFile(string FileName, Func<Stream> Open, long Size);
